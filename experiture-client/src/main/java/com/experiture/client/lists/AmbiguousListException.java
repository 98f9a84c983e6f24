package com.experiture.client.lists;

import java.util.List;
import java.util.stream.Collectors;

import com.experiture.client.error.CallDetails;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.internal.text.ServerText;

/**
 * Several lists have the same name. The documentation of the API advises unique names;
 * whether the API enforces them is not documented. The call of this exception names the
 * call that found the lists, without the number of its requests.
 */
public final class AmbiguousListException extends ExperitureException {

	private final List<String> ids;

	/**
	 * Create a failure.
	 * @param call the call that found the lists
	 * @param lists the lists with the same name
	 */
	public AmbiguousListException(CallDetails call, List<ContactList> lists) {
		super(call, "Several lists have this name: "
				+ ids(lists).stream().map(ServerText::id).collect(Collectors.joining(", ")) + "; use the id of one",
				null);
		this.ids = ids(lists);
	}

	private static List<String> ids(List<ContactList> lists) {
		return lists.stream().map(ContactList::id).toList();
	}

	/**
	 * Return the lists that were found. More can exist.
	 * @return the ids
	 */
	public List<String> ids() {
		return this.ids;
	}

}
