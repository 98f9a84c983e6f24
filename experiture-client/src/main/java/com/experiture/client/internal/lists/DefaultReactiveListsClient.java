package com.experiture.client.internal.lists;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.util.function.Tuple2;
import tools.jackson.databind.node.MissingNode;

import com.experiture.client.call.ApiRequest;
import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Endpoint;
import com.experiture.client.call.Page;
import com.experiture.client.error.CallDetails;
import com.experiture.client.error.CallTimeoutException;
import com.experiture.client.error.InvalidResponseException;
import com.experiture.client.internal.call.CorrelationIds;
import com.experiture.client.internal.call.RequestBody;
import com.experiture.client.internal.paging.NumberedPages;
import com.experiture.client.internal.pipeline.CallPipeline;
import com.experiture.client.internal.runtime.ClientRuntime;
import com.experiture.client.lists.AmbiguousListException;
import com.experiture.client.lists.ContactList;
import com.experiture.client.lists.ListMember;
import com.experiture.client.lists.ListMembers;
import com.experiture.client.lists.ListUpdate;
import com.experiture.client.lists.MembersReceipt;
import com.experiture.client.lists.ReactiveListsClient;

public class DefaultReactiveListsClient implements ReactiveListsClient {

	private static final int MOST_LISTS = 50_000;

	private static final MembersReceipt UNKNOWN = new MembersReceipt(MissingNode.getInstance());

	private final CallPipeline pipeline;

	private final ClientRuntime runtime;

	private final CallOptions options;

	public DefaultReactiveListsClient(CallPipeline pipeline, ClientRuntime runtime, CallOptions options) {
		this.pipeline = pipeline;
		this.runtime = runtime;
		this.options = options;
	}

	@Override
	public ReactiveListsClient with(CallOptions options) {
		return new DefaultReactiveListsClient(this.pipeline, this.runtime, options);
	}

	@Override
	public Mono<ContactList> create(String name, @Nullable String description) {
		return this.pipeline.call(ApiRequest.to(Endpoint.LISTS_CREATE)
			.json(RequestBody.of((json) -> json.write(ListRules.check(new NewList(name, description)))))
			.returning(ContactList.class), this.options);
	}

	@Override
	public Flux<ContactList> list(int pageSize) {
		return lists().all(pageSize);
	}

	@Override
	public Mono<Page<ContactList>> listPage(int page, int pageSize) {
		return lists().page(page, pageSize);
	}

	// All pages have the same correlation id, so that the failure can name it. The number
	// of pages is limited, since they may never end.
	@Override
	public Mono<ContactList> findByName(String name) {
		return Mono.deferContextual((context) -> {
			CallOptions traced = this.options.toBuilder()
				.correlationId(CorrelationIds.resolve(this.options, context))
				.build();
			Duration timeout = this.runtime.timeout(traced);
			return with(traced).list()
				.index()
				.handle((Tuple2<Long, ContactList> list, SynchronousSink<ContactList> sink) -> {
					if (list.getT1() < MOST_LISTS) {
						sink.next(list.getT2());
					}
					else {
						sink.error(new InvalidResponseException(details(traced), 200,
								"there are more than " + MOST_LISTS + " lists; look for the list yourself", null));
					}
				})
				.filter((list) -> name.equals(list.name()))
				.take(2)
				.collectList()
				.timeout(timeout,
						Mono.error(() -> new CallTimeoutException(details(traced),
								"the limit of the whole look-up, experiture.call-timeout", timeout, null)))
				.flatMap((found) -> only(found, traced));
		});
	}

	private CallDetails details(CallOptions options) {
		return this.runtime.details(Endpoint.LISTS_LIST, options.correlationId(), null, 1);
	}

	private Mono<ContactList> only(List<ContactList> found, CallOptions options) {
		return (found.size() > 1) ? Mono.error(new AmbiguousListException(details(options), found))
				: Mono.justOrEmpty(found.stream().findFirst());
	}

	@Override
	public Mono<ContactList> get(String listId) {
		return this.pipeline.call(ApiRequest.to(Endpoint.LISTS_GET, listId).returning(ContactList.class), this.options);
	}

	@Override
	public Flux<ListMember> listMembers(String listId, int pageSize) {
		return members(listId).all(pageSize);
	}

	@Override
	public Mono<Page<ListMember>> listMembersPage(String listId, int page, int pageSize) {
		return members(listId).page(page, pageSize);
	}

	@Override
	public Mono<ContactList> update(String listId, ListUpdate update) {
		return patch(listId, (json) -> json.write(ListRules.check(update)));
	}

	@Override
	public Mono<ContactList> update(String listId, Object body) {
		return patch(listId, (json) -> json.writeObject(body));
	}

	@Override
	public Mono<Void> delete(String listId) {
		return this.pipeline.call(ApiRequest.to(Endpoint.LISTS_DELETE, listId).returning(Void.class), this.options);
	}

	@Override
	public Mono<MembersReceipt> upsertMembers(String listId, ListMembers members) {
		return changeMembers(Endpoint.LISTS_UPSERT_MEMBERS, listId, (json) -> json.write(ListRules.check(members)));
	}

	@Override
	public Mono<MembersReceipt> upsertMembers(String listId, Object body) {
		return changeMembers(Endpoint.LISTS_UPSERT_MEMBERS, listId, (json) -> json.writeObject(body));
	}

	@Override
	public Mono<MembersReceipt> removeMembers(String listId, ListMembers members) {
		return changeMembers(Endpoint.LISTS_REMOVE_MEMBERS, listId, (json) -> json.write(ListRules.check(members)));
	}

	@Override
	public Mono<MembersReceipt> removeMembers(String listId, Object body) {
		return changeMembers(Endpoint.LISTS_REMOVE_MEMBERS, listId, (json) -> json.writeObject(body));
	}

	private NumberedPages<ContactList> lists() {
		return new NumberedPages<>(this.pipeline, this.options, ContactList.class, Endpoint.LISTS_LIST);
	}

	private NumberedPages<ListMember> members(String listId) {
		return new NumberedPages<>(this.pipeline, this.options, ListMember.class, Endpoint.LISTS_LIST_MEMBERS, listId);
	}

	private Mono<ContactList> patch(String listId, RequestBody body) {
		return this.pipeline.call(ApiRequest.to(Endpoint.LISTS_UPDATE, listId).json(body).returning(ContactList.class),
				this.options);
	}

	private Mono<MembersReceipt> changeMembers(Endpoint endpoint, String listId, RequestBody body) {
		return this.pipeline
			.call(ApiRequest.to(endpoint, listId).json(body).returningOptional(MembersReceipt.class), this.options)
			.mapNotNull((receipt) -> receipt.orElse(null))
			.defaultIfEmpty(UNKNOWN);
	}

}
