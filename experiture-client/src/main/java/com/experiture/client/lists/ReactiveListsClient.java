package com.experiture.client.lists;

import java.util.Collection;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Page;

/**
 * Reactive variant of {@link ListsClient}, which documents the calls, their scopes and
 * their errors. Nothing is sent before a result is subscribed to.
 *
 * @see ListsClient
 */
public interface ReactiveListsClient {

	/**
	 * Return a view with options, see {@link ListsClient#with(CallOptions)}.
	 */
	ReactiveListsClient with(CallOptions options);

	/**
	 * Same as {@link ListsClient#create(String)}, as a {@link Mono}.
	 */
	default Mono<ContactList> create(String name) {
		return create(name, null);
	}

	/**
	 * Same as {@link ListsClient#create(String, String)}, as a {@link Mono}.
	 */
	Mono<ContactList> create(String name, @Nullable String description);

	/**
	 * Same as {@link ListsClient#list()}; the pages are fetched as they are requested.
	 */
	default Flux<ContactList> list() {
		return list(Page.DEFAULT_SIZE);
	}

	/**
	 * Same as {@link ListsClient#list(int)}; the pages are fetched as they are requested.
	 */
	Flux<ContactList> list(int pageSize);

	/**
	 * Same as {@link ListsClient#listPage(int, int)}, as a {@link Mono}.
	 */
	Mono<Page<ContactList>> listPage(int page, int pageSize);

	/**
	 * Same as {@link ListsClient#findByName(String)}; empty if there is no such list.
	 */
	Mono<ContactList> findByName(String name);

	/**
	 * Same as {@link ListsClient#get(String)}, as a {@link Mono}.
	 */
	Mono<ContactList> get(String listId);

	/**
	 * Same as {@link ListsClient#listMembers(String)}; the pages are fetched as they are
	 * requested.
	 */
	default Flux<ListMember> listMembers(String listId) {
		return listMembers(listId, Page.DEFAULT_SIZE);
	}

	/**
	 * Same as {@link ListsClient#listMembers(String, int)}; the pages are fetched as they
	 * are requested.
	 */
	Flux<ListMember> listMembers(String listId, int pageSize);

	/**
	 * Same as {@link ListsClient#listMembersPage(String, int, int)}, as a {@link Mono}.
	 */
	Mono<Page<ListMember>> listMembersPage(String listId, int page, int pageSize);

	/**
	 * Same as {@link ListsClient#update(String, ListUpdate)}, as a {@link Mono}.
	 */
	Mono<ContactList> update(String listId, ListUpdate update);

	/**
	 * Same as {@link ListsClient#update(String, Object)}, as a {@link Mono}.
	 */
	Mono<ContactList> update(String listId, Object body);

	/**
	 * Same as {@link ListsClient#delete(String)}; completes without a value.
	 */
	Mono<Void> delete(String listId);

	/**
	 * Same as {@link ListsClient#upsertMembers(String, Collection)}, as a {@link Mono}.
	 */
	default Mono<MembersReceipt> upsertMembers(String listId, Collection<String> contactKeys) {
		return upsertMembers(listId, ListMembers.ofContactKeys(contactKeys));
	}

	/**
	 * Same as {@link ListsClient#upsertMembers(String, ListMembers)}, as a {@link Mono}.
	 */
	Mono<MembersReceipt> upsertMembers(String listId, ListMembers members);

	/**
	 * Same as {@link ListsClient#upsertMembers(String, Object)}, as a {@link Mono}.
	 */
	Mono<MembersReceipt> upsertMembers(String listId, Object body);

	/**
	 * Same as {@link ListsClient#removeMembers(String, Collection)}, as a {@link Mono}.
	 */
	default Mono<MembersReceipt> removeMembers(String listId, Collection<String> contactKeys) {
		return removeMembers(listId, ListMembers.ofContactKeys(contactKeys));
	}

	/**
	 * Same as {@link ListsClient#removeMembers(String, ListMembers)}, as a {@link Mono}.
	 */
	Mono<MembersReceipt> removeMembers(String listId, ListMembers members);

	/**
	 * Same as {@link ListsClient#removeMembers(String, Object)}, as a {@link Mono}.
	 */
	Mono<MembersReceipt> removeMembers(String listId, Object body);

}
