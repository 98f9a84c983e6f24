package com.experiture.emulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.MapAssert;

import com.experiture.client.call.Endpoint;
import com.experiture.emulator.internal.imports.ImportSummary;

/**
 * Assertions on the content of an {@link ExperitureEmulator} and on the requests that it
 * has received since it started or was reset. The message of a failure shows what was
 * found instead, in a few lines.
 * <p>
 * Values are compared as in JSON: {@code 12.5} is the same number in every type, and a
 * date or an enum constant equals its text.
 */
public final class EmulatorAssert extends AbstractAssert<EmulatorAssert, ExperitureEmulator> {

	EmulatorAssert(ExperitureEmulator emulator) {
		super(emulator, EmulatorAssert.class);
		isNotNull();
	}

	/**
	 * Verify that an object has a record with a value in a field.
	 * @param object the object's name, such as {@code profiles}
	 * @param field the field's name
	 * @param value the value
	 * @return this
	 * @throws IllegalArgumentException if there is no such object or field
	 */
	public EmulatorAssert hasRecord(String object, String field, Object value) {
		find(object, field, value);
		return this;
	}

	/**
	 * Verify that an object has a record with all of the given values; its other fields
	 * do not matter.
	 * @param object the object's name
	 * @param values values by field, at least one
	 * @return this
	 * @throws IllegalArgumentException if there is no such object
	 */
	public EmulatorAssert hasRecord(String object, Map<String, ?> values) {
		List<Map<String, Object>> records = this.actual.records(object);
		if (records.stream().noneMatch((record) -> matches(record, values))) {
			throw missing(object, AssertionMessages.values(values),
					records.stream().map((record) -> AssertionMessages.values(picked(record, values))).toList());
		}
		return this;
	}

	/**
	 * Verify that an object has no record with a value in a field.
	 * @param object the object's name
	 * @param field the field's name
	 * @param value the value
	 * @return this
	 * @throws IllegalArgumentException if there is no such object or field
	 */
	public EmulatorAssert hasNoRecord(String object, String field, Object value) {
		Optional<Map<String, Object>> found = search(object, field, value);
		if (found.isPresent()) {
			throw failed("Expected no record in '%s' with %s, but there is:%n  %s".formatted(object,
					AssertionMessages.values(Map.of(field, value)), AssertionMessages.values(found.get())));
		}
		return this;
	}

	/**
	 * Verify how many records an object has.
	 * @param object the object's name
	 * @param count the exact number
	 * @return this
	 * @throws IllegalArgumentException if there is no such object
	 */
	public EmulatorAssert hasRecords(String object, int count) {
		if (this.actual.count(object) != count) {
			throw failed("Expected %s in '%s', but there %s%s".formatted(AssertionMessages.counted(count, "record"),
					object, AssertionMessages.are(this.actual.count(object)),
					AssertionMessages
						.lines(this.actual.records(object).stream().map(AssertionMessages::values).toList()))
					+ refusals());
		}
		return this;
	}

	/**
	 * Verify that an object has a record with a value in a field, and continue with the
	 * oldest such record.
	 * @param object the object's name
	 * @param field the field's name
	 * @param value the value
	 * @return an assertion on the fields that are set
	 * @throws IllegalArgumentException if there is no such object or field
	 */
	public MapAssert<String, Object> record(String object, String field, Object value) {
		return Assertions.assertThat(find(object, field, value));
	}

	/**
	 * Verify that a call was made, with any result. Each attempt is a request.
	 * @param call the call, such as {@code records.upsert}
	 * @return this
	 * @throws IllegalArgumentException if there is no such call
	 */
	public EmulatorAssert hasReceived(String call) {
		if (this.actual.requestCount(AssertionMessages.endpoint(call)) == 0) {
			throw failed("Expected a request %s, but there was none. ".formatted(call) + received());
		}
		return this;
	}

	/**
	 * Verify how often a call was made, with any result. Each attempt is a request.
	 * @param call the call, such as {@code records.upsert}
	 * @param times the exact number of requests, which can be 0
	 * @return this
	 * @throws IllegalArgumentException if there is no such call
	 */
	public EmulatorAssert hasReceived(String call, int times) {
		int count = this.actual.requestCount(AssertionMessages.endpoint(call));
		if (count != times) {
			throw failed("Expected %s %s, but there %s. ".formatted(AssertionMessages.counted(times, "request"), call,
					AssertionMessages.were(count)) + received());
		}
		return this;
	}

	/**
	 * Verify that every request was a call of the API, among the requests that are kept.
	 * @return this
	 * @see ExperitureEmulatorBuilder#keptRequests
	 */
	public EmulatorAssert hasNoUnknownRequests() {
		return hasNone("to be unknown to the API", (request) -> request.endpoint() == null);
	}

	/**
	 * Verify that no request was rejected with a status from 400 to 499, among the
	 * requests that are kept. Injected faults are not counted.
	 * @return this
	 * @see ExperitureEmulatorBuilder#keptRequests
	 */
	public EmulatorAssert hasNoRejectedRequests() {
		return hasNone("to be refused", EmulatorAssert::refused);
	}

	/**
	 * Verify that a campaign was sent or scheduled.
	 * @param name the campaign's name
	 * @return this
	 */
	public EmulatorAssert hasLaunchedCampaign(String name) {
		if (!launched(true).contains(name)) {
			throw failed("Expected campaign '%s' to be launched, but launched are %s, and not launched are %s"
				.formatted(name, AssertionMessages.names(launched(true)), AssertionMessages.names(launched(false))));
		}
		return this;
	}

	/**
	 * Verify that no campaign was sent or scheduled.
	 * @return this
	 */
	public EmulatorAssert hasNoLaunchedCampaign() {
		if (!launched(true).isEmpty()) {
			throw failed("Expected no campaign to be launched, but launched are %s"
				.formatted(AssertionMessages.names(launched(true))));
		}
		return this;
	}

	/**
	 * Verify how many rows import jobs have imported into an object, whether the jobs
	 * have ended or not.
	 * @param object the object's name
	 * @param rows the exact number of accepted rows of all jobs
	 * @return this
	 */
	public EmulatorAssert hasImported(String object, long rows) {
		List<ImportSummary> imports = this.actual.imports();
		long accepted = imports.stream()
			.filter((job) -> job.objectName().equals(object))
			.mapToLong(ImportSummary::accepted)
			.sum();
		if (accepted != rows) {
			throw failed(
					"Expected %s imported into '%s', but there %s%s".formatted(AssertionMessages.counted(rows, "row"),
							object, AssertionMessages.were(accepted), imports.isEmpty() ? ". There is no import job"
									: AssertionMessages.lines(imports.stream().map(ImportSummary::toString).toList())));
		}
		return this;
	}

	private Map<String, Object> find(String object, String field, Object value) {
		return search(object, field, value).orElseThrow(() -> {
			Map<String, Object> wanted = Map.of(field, value);
			return missing(object, AssertionMessages.values(wanted),
					this.actual.records(object)
						.stream()
						.map((record) -> AssertionMessages.values(picked(record, wanted)))
						.toList());
		});
	}

	private Optional<Map<String, Object>> search(String object, String field, Object value) {
		Optional<Map<String, Object>> found = this.actual.record(object, field, value);
		return (found.isPresent() || value instanceof String) ? found
				: this.actual.records(object)
					.stream()
					.filter((record) -> matches(record, Map.of(field, value)))
					.findFirst();
	}

	private static boolean matches(Map<String, Object> record, Map<String, ?> values) {
		return values.entrySet()
			.stream()
			.allMatch((entry) -> AssertionMessages.same(record.get(entry.getKey()), entry.getValue()));
	}

	private static Map<String, Object> picked(Map<String, Object> record, Map<String, ?> wanted) {
		Map<String, Object> picked = new LinkedHashMap<>(record);
		picked.keySet().retainAll(wanted.keySet());
		return picked;
	}

	private AssertionError missing(String object, String wanted, List<String> instead) {
		return failed("Expected a record in '%s' with %s, but there %s%s".formatted(object, wanted,
				AssertionMessages.are(instead.size()), AssertionMessages.lines(instead)) + refusals());
	}

	private EmulatorAssert hasNone(String what, Predicate<ReceivedRequest> filter) {
		List<String> found = this.actual.requests().stream().filter(filter).map(ReceivedRequest::toString).toList();
		if (!found.isEmpty()) {
			throw failed("Expected no request %s, but there %s%s".formatted(what, AssertionMessages.were(found.size()),
					AssertionMessages.lines(found)));
		}
		return this;
	}

	private String received() {
		String counts = Stream.of(Endpoint.values())
			.filter((endpoint) -> this.actual.requestCount(endpoint) > 0)
			.map((endpoint) -> endpoint.id() + " " + this.actual.requestCount(endpoint))
			.collect(Collectors.joining(", "));
		return "All requests: " + (counts.isEmpty() ? "none" : counts);
	}

	// Often a missing record was sent, but rejected.
	private String refusals() {
		List<String> refused = this.actual.requests()
			.stream()
			.filter(EmulatorAssert::refused)
			.map(ReceivedRequest::toString)
			.toList();
		return refused.isEmpty() ? "" : "%nRejected requests%s".formatted(AssertionMessages.lines(refused));
	}

	private static boolean refused(ReceivedRequest request) {
		return request.status() >= 400 && request.status() < 500 && request.fault() == null;
	}

	private List<String> launched(boolean launched) {
		return this.actual.campaigns(launched);
	}

	private AssertionError failed(String message) {
		return failure("%s", message);
	}

}
