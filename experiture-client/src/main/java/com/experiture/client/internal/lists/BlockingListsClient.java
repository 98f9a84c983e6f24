package com.experiture.client.internal.lists;

import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Page;
import com.experiture.client.internal.blocking.Blocking;
import com.experiture.client.lists.ContactList;
import com.experiture.client.lists.ListMember;
import com.experiture.client.lists.ListMembers;
import com.experiture.client.lists.ListUpdate;
import com.experiture.client.lists.ListsClient;
import com.experiture.client.lists.MembersReceipt;
import com.experiture.client.lists.ReactiveListsClient;

public class BlockingListsClient implements ListsClient {

	private final ReactiveListsClient client;

	public BlockingListsClient(ReactiveListsClient client) {
		this.client = client;
	}

	@Override
	public ListsClient with(CallOptions options) {
		return new BlockingListsClient(this.client.with(options));
	}

	@Override
	public ContactList create(String name, @Nullable String description) {
		return Blocking.await(this.client.create(name, description));
	}

	@Override
	public Stream<ContactList> list(int pageSize) {
		return Blocking.stream(this.client.list(pageSize));
	}

	@Override
	public Page<ContactList> listPage(int page, int pageSize) {
		return Blocking.await(this.client.listPage(page, pageSize));
	}

	@Override
	public Optional<ContactList> findByName(String name) {
		return Optional.ofNullable(Blocking.awaitCompletion(this.client.findByName(name)));
	}

	@Override
	public ContactList get(String listId) {
		return Blocking.await(this.client.get(listId));
	}

	@Override
	public Stream<ListMember> listMembers(String listId, int pageSize) {
		return Blocking.stream(this.client.listMembers(listId, pageSize));
	}

	@Override
	public Page<ListMember> listMembersPage(String listId, int page, int pageSize) {
		return Blocking.await(this.client.listMembersPage(listId, page, pageSize));
	}

	@Override
	public ContactList update(String listId, ListUpdate update) {
		return Blocking.await(this.client.update(listId, update));
	}

	@Override
	public ContactList update(String listId, Object body) {
		return Blocking.await(this.client.update(listId, body));
	}

	@Override
	public void delete(String listId) {
		Blocking.awaitCompletion(this.client.delete(listId));
	}

	@Override
	public MembersReceipt upsertMembers(String listId, ListMembers members) {
		return Blocking.await(this.client.upsertMembers(listId, members));
	}

	@Override
	public MembersReceipt upsertMembers(String listId, Object body) {
		return Blocking.await(this.client.upsertMembers(listId, body));
	}

	@Override
	public MembersReceipt removeMembers(String listId, ListMembers members) {
		return Blocking.await(this.client.removeMembers(listId, members));
	}

	@Override
	public MembersReceipt removeMembers(String listId, Object body) {
		return Blocking.await(this.client.removeMembers(listId, body));
	}

}
