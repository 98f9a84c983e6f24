package com.experiture.client;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Page;
import com.experiture.client.error.InvalidResponseException;
import com.experiture.client.error.ServerErrorException;
import com.experiture.client.lists.AmbiguousListException;
import com.experiture.client.lists.ContactList;
import com.experiture.client.lists.ListMember;
import com.experiture.client.lists.ListsClient;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests the paging of lists and their members.
 */
class ListsPagingTests extends ContractTests {

	private ListsClient lists;

	@BeforeEach
	void lists() {
		this.lists = this.client.lists();
	}

	@Test
	void readsAllPagesInOrder() {
		answerLists(5, 2);
		assertThat(this.lists.list(2)).extracting(ContactList::id)
			.containsExactly("lst_0", "lst_1", "lst_2", "lst_3", "lst_4");
		assertThat(requests()).containsExactly("GET /lists?page=1&pageSize=2", "GET /lists?page=2&pageSize=2",
				"GET /lists?page=3&pageSize=2");
	}

	@Test
	void usesDocumentedPageSizeByDefault() {
		answerLists(1, 50);
		assertThat(this.lists.list()).hasSize(1);
		assertThat(requests()).containsExactly("GET /lists?page=1&pageSize=50");
	}

	@Test
	void requestsOnePageForOneList() {
		answerLists(1000, 50);
		try (Stream<ContactList> lists = this.lists.list()) {
			assertThat(lists.findFirst()).map(ContactList::id).hasValue("lst_0");
		}
		assertThat(requests()).hasSize(1);
		assertThat(this.client.reactive().lists().list().next().map(ContactList::id).block()).isEqualTo("lst_0");
		assertThat(requests()).hasSize(2);
	}

	@Test
	void requestsNextPageAfterPageWasConsumed() {
		answerLists(1000, 50);
		StepVerifier.create(this.client.reactive().lists().list(), 50)
			.expectNextCount(50)
			.then(() -> assertThat(requests()).hasSize(1))
			.thenRequest(1)
			.expectNextCount(1)
			.then(() -> assertThat(requests()).hasSize(2))
			.thenCancel()
			.verify();
	}

	@Test
	void pageHasOffsetAndTotal() {
		answerLists(5, 2);
		Page<ContactList> page = this.lists.listPage(2, 2);
		assertThat(page.items()).extracting(ContactList::id).containsExactly("lst_2", "lst_3");
		assertThat(page.offset()).isEqualTo(2);
		assertThat(page.total()).isEqualTo(5);
		assertThat(page.hasNext()).isTrue();
		assertThat(this.lists.listPage(3, 2).hasNext()).isFalse();
	}

	@Test
	void acceptsSmallerPageSizeOfApi() {
		answerLists(5, 2);
		assertThat(this.lists.list(100)).hasSize(5);
		assertThat(requests()).hasSize(3).allMatch((request) -> request.endsWith("pageSize=100"));
	}

	@Test
	void readsPagesWithGaps() {
		respondWithPage(1, page(List.of("{\"id\":\"a\"}"), "\"page\":1,\"pageSize\":2,\"total\":4"));
		respondWithPage(2, page(List.of("{\"id\":\"b\"}", "null"), "\"page\":2,\"pageSize\":2,\"total\":4"));
		respondWithPage(3, page(List.of(), "\"page\":3,\"pageSize\":2,\"total\":4"));
		assertThat(this.lists.list(2)).extracting(ContactList::id).containsExactly("a", "b");
	}

	@Test
	void endsIfApiIgnoresPage() {
		respondWithData(page(List.of("{\"id\":\"a\"}", "{\"id\":\"b\"}"), "\"page\":1,\"pageSize\":2,\"total\":1000"));
		assertThat(this.lists.list(2)).hasSize(2);
		assertThat(requests()).hasSize(2);
	}

	@Test
	void readsPagesWithoutTotal() {
		respondWithPage(1, page(List.of("{\"id\":\"a\"}", "{\"id\":\"b\"}"), "\"page\":1"));
		respondWithPage(2, page(List.of("{\"id\":\"c\"}"), "\"page\":2"));
		assertThat(this.lists.list(2)).extracting(ContactList::id).containsExactly("a", "b", "c");
		assertThat(requests()).hasSize(2);
	}

	@Test
	void doesNotReadMissingItemsAsEmptyPage() {
		respondWithData("{\"lists\":[],\"total\":0}");
		assertThatExceptionOfType(InvalidResponseException.class).isThrownBy(() -> this.lists.listPage(1, 50));
	}

	@Test
	void endsWithFailureOfLaterPage() {
		answerLists(5, 2);
		api.stubFor(any(anyUrl()).withQueryParam("page", equalTo("2")).willReturn(serverError()));
		StepVerifier.create(this.client.reactive().lists().list(2))
			.expectNextCount(2)
			.verifyError(ServerErrorException.class);
	}

	@Test
	void rejectsInvalidPageAndPageSize() {
		assertRejected("lists.list", "page", () -> this.lists.listPage(0, 50));
		assertRejected("lists.list", "pageSize", () -> this.lists.list(0).toList());
		assertRejected("lists.list-members", "pageSize", () -> this.lists.listMembersPage("lst_01", 1, -1));
		assertRejected("lists.list-members", "list_id", () -> this.lists.listMembers("").toList());
	}

	@Test
	void rejectsBlockingStreamOnEventLoop() {
		Mono<Stream<ContactList>> call = Mono.fromCallable(() -> this.lists.list()).subscribeOn(Schedulers.parallel());
		assertThatIllegalStateException().isThrownBy(call::block).withMessageContaining("use the reactive client");
		assertThat(requests()).isEmpty();
	}

	@Test
	void listsMembers() {
		respondWithData(page(List.of("""
				{"contactKey":"a@example.com","recordId":"rec_01","addedAt":"2026-04-21T15:30:00Z","source":1}"""),
				"\"page\":1,\"pageSize\":50,\"total\":1"));
		List<ListMember> members = this.lists.listMembers("lst_01").toList();
		assertThat(requests()).containsExactly("GET /lists/lst_01/members?page=1&pageSize=50");
		ListMember member = members.get(0);
		assertThat(member.contactKey()).isEqualTo("a@example.com");
		assertThat(member.recordId()).isEqualTo("rec_01");
		assertThat(member.json().path("source").asInt()).isEqualTo(1);
		assertThat(member.toString()).doesNotContain("example", "rec_01");
		assertThat(this.lists.listMembersPage("lst_01", 1, 50).toString()).doesNotContain("example");
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			["a@example.com",null,"b@example.com"]""", """
			[{"email":"a@example.com"},{"key":"b@example.com"}]""", """
			{"members":[{"contactKey":"a@example.com"},{"contactKey":"b@example.com"}]}""" })
	void readsMembersWithoutPaging(String data) {
		respondWithData(data);
		assertThat(this.lists.listMembers("lst_01")).extracting(ListMember::contactKey)
			.containsExactly("a@example.com", "b@example.com");
		assertThat(requests()).hasSize(1);
	}

	@Test
	void readsArrayOfOnePageOnce() {
		respondWithData("[\"a@example.com\",\"b@example.com\"]");
		assertThat(this.lists.listMembers("lst_01", 2)).hasSize(2);
		assertThat(requests()).hasSize(2);
	}

	@Test
	void readsPageOfFiveMegabytes() {
		String member = "{\"contactKey\":\"%s@example.com\",\"recordId\":\"%s\"}".formatted("a".repeat(64),
				"r".repeat(64));
		int count = 5 * 1024 * 1024 / member.length() + 1;
		respondWithData(page(Collections.nCopies(count, member),
				"\"page\":1,\"pageSize\":%d,\"total\":%d".formatted(count, count)));
		try (Stream<ListMember> members = this.lists.listMembers("lst_01", count)) {
			assertThat(members.filter((found) -> found.contactKey() != null)).hasSize(count);
		}
		assertThat(requests()).hasSize(1);
	}

	@Test
	void findsListByExactName() {
		answerLists(5, 2);
		assertThat(this.lists.findByName("List 4")).map(ContactList::id).hasValue("lst_4");
		assertThat(this.lists.findByName("list 4")).isEmpty();
		assertThat(this.lists.findByName("List")).isEmpty();
	}

	@Test
	void usesOneCorrelationIdForAllPagesOfSearch() {
		answerLists(5, 2);
		assertThat(this.lists.findByName("nope")).isEmpty();
		assertThat(requests()).hasSize(3);
		assertThat(api.getAllServeEvents()).extracting((event) -> event.getRequest().getHeader("x-correlation-id"))
			.doesNotContainNull()
			.containsOnly(onlyCorrelationId());
	}

	@Test
	void rejectsNameOfSeveralLists() {
		respondWithPage(1, page(List.of("{\"id\":\"lst_a\",\"name\":\"VIP\"}", "{\"id\":\"lst_b\"}"),
				"\"page\":1,\"pageSize\":2,\"total\":3"));
		respondWithPage(2,
				page(List.of("{\"id\":\"lst_c\",\"name\":\"VIP\"}"), "\"page\":2,\"pageSize\":2,\"total\":3"));
		assertThatExceptionOfType(AmbiguousListException.class)
			.isThrownBy(() -> this.lists.with(CallOptions.builder().correlationId("my-id").build()).findByName("VIP"))
			.satisfies((ex) -> assertThat(ex.ids()).containsExactly("lst_a", "lst_c"))
			.withMessageContaining("lst_a, lst_c")
			.withMessageContaining("GET /lists")
			.withMessageContaining("my-id")
			.withMessageNotContaining("VIP");
	}

	private static String onlyCorrelationId() {
		return api.getAllServeEvents().get(0).getRequest().getHeader("x-correlation-id");
	}

	private static void answerLists(int total, int pageSize) {
		for (int page = 1; page <= (total + pageSize - 1) / pageSize; page++) {
			List<String> items = IntStream.range((page - 1) * pageSize, Math.min(total, page * pageSize))
				.mapToObj((index) -> "{\"id\":\"lst_%d\",\"name\":\"List %d\"}".formatted(index, index))
				.toList();
			respondWithPage(page,
					page(items, "\"page\":%d,\"pageSize\":%d,\"total\":%d".formatted(page, pageSize, total)));
		}
	}

	private static String page(List<String> items, String position) {
		return "{\"items\":" + items.stream().collect(Collectors.joining(",", "[", "]")) + "," + position + "}";
	}

}
