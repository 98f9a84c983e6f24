package com.experiture.client.lists;

import java.util.Collection;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Page;

/**
 * Manages static lists and their members. Nothing is sent before a result is subscribed
 * to. Reading needs the scope {@code cdp:lists:read}, writing {@code cdp:lists:write}.
 * Each call fails with an {@link com.experiture.client.error.ExperitureException}.
 * <p>
 * Collections are fetched page by page, on demand: taking one element asks for one page.
 *
 * @see ListsClient
 */
public interface ReactiveListsClient {

	/**
	 * Return a view of this client whose calls have the given options.
	 * @param options idempotency key, correlation id, timeout; each page is a call
	 * @return a view
	 */
	ReactiveListsClient with(CallOptions options);

	/**
	 * Create an empty list without a description (documented).
	 * @param name the name, 1 to 200 characters; unique ones are advised, see
	 * {@link #findByName}
	 * @return the list
	 */
	default Mono<ContactList> create(String name) {
		return create(name, null);
	}

	/**
	 * Create an empty list (documented).
	 * @param name the name, 1 to 200 characters; unique ones are advised, see
	 * {@link #findByName}
	 * @param description what the list is for, at most 2,000 characters
	 * @return the list
	 */
	Mono<ContactList> create(String name, @Nullable String description);

	/**
	 * Return all lists (documented), 50 with each request.
	 * @return the lists
	 */
	default Flux<ContactList> list() {
		return list(Page.DEFAULT_SIZE);
	}

	/**
	 * Return all lists (documented).
	 * @param pageSize how many lists to ask for with each request; the largest number is
	 * not documented
	 * @return the lists
	 */
	Flux<ContactList> list(int pageSize);

	/**
	 * Return one page of lists (documented).
	 * @param page the number of the page, from 1
	 * @param pageSize how many lists to ask for; the largest number is not documented
	 * @return the page
	 */
	Mono<Page<ContactList>> listPage(int page, int pageSize);

	/**
	 * Find the list of a name, such as the one that an import created: the status of an
	 * import does not tell the id. Unique names are advised (documented), not enforced.
	 * All lists are read, since the API documents no search.
	 * @param name the exact name
	 * @return the list, or nothing if there is none; an {@link AmbiguousListException} if
	 * several lists have the name
	 */
	Mono<ContactList> findByName(String name);

	/**
	 * Read a list (documented).
	 * @param listId the id of the list
	 * @return the list
	 */
	Mono<ContactList> get(String listId);

	/**
	 * Return all members of a list, 50 with each request. Neither the paging of members
	 * nor what they look like is documented (assumed: like lists).
	 * @param listId the id of the list
	 * @return the members
	 */
	default Flux<ListMember> listMembers(String listId) {
		return listMembers(listId, Page.DEFAULT_SIZE);
	}

	/**
	 * Return all members of a list. Neither the paging of members nor what they look like
	 * is documented (assumed: like lists).
	 * @param listId the id of the list
	 * @param pageSize how many members to ask for with each request; the largest number
	 * is not documented
	 * @return the members
	 */
	Flux<ListMember> listMembers(String listId, int pageSize);

	/**
	 * Return one page of the members of a list (assumed, like
	 * {@link #listMembers(String)}).
	 * @param listId the id of the list
	 * @param page the number of the page, from 1
	 * @param pageSize how many members to ask for; the largest number is not documented
	 * @return the page; its total is a lower bound where the API does not tell it
	 */
	Mono<Page<ListMember>> listMembersPage(String listId, int page, int pageSize);

	/**
	 * Change a list. Only the given members are sent (assumed: they are those of its
	 * creation, and the list is the answer).
	 * @param listId the id of the list
	 * @param update what to change
	 * @return the changed list
	 */
	Mono<ContactList> update(String listId, ListUpdate update);

	/**
	 * Change a list with a body of your own, in place of the assumed one.
	 * @param listId the id of the list
	 * @param body a map, a {@link tools.jackson.databind.JsonNode} or an object; nulls in
	 * a map are sent
	 * @return the changed list
	 */
	Mono<ContactList> update(String listId, Object body);

	/**
	 * Delete a list (documented; its answer, which is not, is passed over).
	 * @param listId the id of the list
	 * @return completes when it is deleted
	 */
	Mono<Void> delete(String listId);

	/**
	 * Add members by their contact keys (documented; the answer and how many fit into one
	 * request are not).
	 * @param listId the id of the list
	 * @param contactKeys e-mail addresses, at least one; the API trims them and writes
	 * them in lower case
	 * @return what became of them
	 */
	default Mono<MembersReceipt> upsertMembers(String listId, Collection<String> contactKeys) {
		return upsertMembers(listId, ListMembers.ofContactKeys(contactKeys));
	}

	/**
	 * Add members by contact keys (documented) or record ids (assumed).
	 * @param listId the id of the list
	 * @param members whom to add
	 * @return what became of them
	 */
	Mono<MembersReceipt> upsertMembers(String listId, ListMembers members);

	/**
	 * Add members with a body of your own, in place of {@link ListMembers}.
	 * @param listId the id of the list
	 * @param body a map, a {@link tools.jackson.databind.JsonNode} or an object
	 * @return what became of them
	 */
	Mono<MembersReceipt> upsertMembers(String listId, Object body);

	/**
	 * Remove members by their contact keys (assumed: the body is the one that adds them).
	 * @param listId the id of the list
	 * @param contactKeys e-mail addresses, at least one
	 * @return what became of them
	 */
	default Mono<MembersReceipt> removeMembers(String listId, Collection<String> contactKeys) {
		return removeMembers(listId, ListMembers.ofContactKeys(contactKeys));
	}

	/**
	 * Remove members by contact keys or record ids (assumed: the body is the one that
	 * adds them).
	 * @param listId the id of the list
	 * @param members whom to remove
	 * @return what became of them
	 */
	Mono<MembersReceipt> removeMembers(String listId, ListMembers members);

	/**
	 * Remove members with a body of your own, in place of the assumed one.
	 * @param listId the id of the list
	 * @param body a map, a {@link tools.jackson.databind.JsonNode} or an object
	 * @return what became of them
	 */
	Mono<MembersReceipt> removeMembers(String listId, Object body);

}
