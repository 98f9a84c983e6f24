package com.experiture.client.lists;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Page;

/**
 * Manages static lists and their members. Blocks until the response is received, so it
 * must not be used on an event-loop thread. Reading needs the scope
 * {@code cdp:lists:read}, writing {@code cdp:lists:write}. Each call fails with an
 * {@link com.experiture.client.error.ExperitureException}.
 * <p>
 * Collections are fetched page by page, on demand: taking one element requests one page.
 * A stream must be closed if it is not read completely.
 *
 * @see ReactiveListsClient
 */
public interface ListsClient {

	/**
	 * Return a view of this client whose calls have the given options.
	 * @param options idempotency key, correlation id, timeout; each page is a call
	 * @return a view
	 */
	ListsClient with(CallOptions options);

	/**
	 * Create an empty list without a description (documented).
	 * @param name the name, 1 to 200 characters; a unique one is advised, see
	 * {@link #findByName}
	 * @return the list
	 */
	default ContactList create(String name) {
		return create(name, null);
	}

	/**
	 * Create an empty list (documented).
	 * @param name the name, 1 to 200 characters; a unique one is advised, see
	 * {@link #findByName}
	 * @param description what the list is for, at most 2,000 characters
	 * @return the list
	 */
	ContactList create(String name, @Nullable String description);

	/**
	 * Return all lists (documented), 50 with each request.
	 * @return the lists
	 */
	default Stream<ContactList> list() {
		return list(Page.DEFAULT_SIZE);
	}

	/**
	 * Return all lists (documented).
	 * @param pageSize how many lists to request with each page; the largest number is not
	 * documented
	 * @return the lists
	 */
	Stream<ContactList> list(int pageSize);

	/**
	 * Return one page of lists (documented).
	 * @param page the number of the page, from 1
	 * @param pageSize how many lists to request; the largest number is not documented
	 * @return the page
	 */
	Page<ContactList> listPage(int page, int pageSize);

	/**
	 * Find the list with a name, such as one that an import created: the status of an
	 * import does not contain its id. Unique names are advised (documented), not
	 * enforced. All lists are read, since the API documents no search.
	 * @param name the exact name
	 * @return the list, if there is one
	 * @throws AmbiguousListException if several lists have the name
	 */
	Optional<ContactList> findByName(String name);

	/**
	 * Read a list (documented).
	 * @param listId the id of the list
	 * @return the list
	 */
	ContactList get(String listId);

	/**
	 * Return all members of a list, 50 with each request. Neither the paging of members
	 * nor their fields are documented (assumed: paging like that of lists).
	 * @param listId the id of the list
	 * @return the members
	 */
	default Stream<ListMember> listMembers(String listId) {
		return listMembers(listId, Page.DEFAULT_SIZE);
	}

	/**
	 * Return all members of a list. Neither the paging of members nor their fields are
	 * documented (assumed: paging like that of lists).
	 * @param listId the id of the list
	 * @param pageSize how many fields to request with each page; the largest number is
	 * not documented
	 * @return the members
	 */
	Stream<ListMember> listMembers(String listId, int pageSize);

	/**
	 * Return one page of the members of a list (assumed, like
	 * {@link #listMembers(String)}).
	 * @param listId the id of the list
	 * @param page the number of the page, from 1
	 * @param pageSize how many fields to request; the largest number is not documented
	 * @return the page; its total is a lower bound if the API does not return it
	 */
	Page<ListMember> listMembersPage(String listId, int page, int pageSize);

	/**
	 * Change a list. Only the given fields are sent (assumed: they are those of its
	 * creation, and the response is the list).
	 * @param listId the id of the list
	 * @param update what to change
	 * @return the changed list
	 */
	ContactList update(String listId, ListUpdate update);

	/**
	 * Change a list with a body of your own instead of the assumed one.
	 * @param listId the id of the list
	 * @param body a map, a {@link tools.jackson.databind.JsonNode} or an object; nulls in
	 * a map are sent
	 * @return the changed list
	 */
	ContactList update(String listId, Object body);

	/**
	 * Delete a list (documented; the response is not documented and is ignored).
	 * @param listId the id of the list
	 */
	void delete(String listId);

	/**
	 * Add members by their contact keys (documented; the response and the largest number
	 * of members in a request are not).
	 * @param listId the id of the list
	 * @param contactKeys e-mail addresses, at least one; the API trims them and converts
	 * them to lower case
	 * @return the receipt
	 */
	default MembersReceipt upsertMembers(String listId, Collection<String> contactKeys) {
		return upsertMembers(listId, ListMembers.ofContactKeys(contactKeys));
	}

	/**
	 * Add members by contact keys (documented) or record ids (assumed).
	 * @param listId the id of the list
	 * @param members the members to add
	 * @return the receipt
	 */
	MembersReceipt upsertMembers(String listId, ListMembers members);

	/**
	 * Add members with a body of your own instead of {@link ListMembers}.
	 * @param listId the id of the list
	 * @param body a map, a {@link tools.jackson.databind.JsonNode} or an object
	 * @return the receipt
	 */
	MembersReceipt upsertMembers(String listId, Object body);

	/**
	 * Remove members by their contact keys (assumed: the request body is that of adding
	 * them).
	 * @param listId the id of the list
	 * @param contactKeys e-mail addresses, at least one
	 * @return the receipt
	 */
	default MembersReceipt removeMembers(String listId, Collection<String> contactKeys) {
		return removeMembers(listId, ListMembers.ofContactKeys(contactKeys));
	}

	/**
	 * Remove members by contact keys or record ids (assumed: the request body is that of
	 * adding them).
	 * @param listId the id of the list
	 * @param members the members to remove
	 * @return the receipt
	 */
	MembersReceipt removeMembers(String listId, ListMembers members);

	/**
	 * Remove members with a body of your own instead of the assumed one.
	 * @param listId the id of the list
	 * @param body a map, a {@link tools.jackson.databind.JsonNode} or an object
	 * @return the receipt
	 */
	MembersReceipt removeMembers(String listId, Object body);

}
