package com.experiture.client.lists;

import java.util.List;
import java.util.stream.Collectors;

import com.experiture.client.error.CallDetails;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.internal.text.ServerText;

/**
 * Several lists have one name. The API's documentation advises unique names; it does not
 * say that the API refuses others. The call of this exception tells where to look; the
 * requests of the pages are not counted.
 */
public final class AmbiguousListException extends ExperitureException {

	private final List<String> ids;

	public AmbiguousListException(CallDetails call, List<ContactList> lists) {
		super(call, "Several lists have this name: "
				+ ids(lists).stream().map(ServerText::id).collect(Collectors.joining(", ")) + "; take one by its id",
				null);
		this.ids = ids(lists);
	}

	private static List<String> ids(List<ContactList> lists) {
		return lists.stream().map(ContactList::id).toList();
	}

	/**
	 * Return the lists that were found, which need not be all of them.
	 * @return the ids
	 */
	public List<String> ids() {
		return this.ids;
	}

}
