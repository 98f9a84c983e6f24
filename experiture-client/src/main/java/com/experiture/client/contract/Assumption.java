package com.experiture.client.contract;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.Endpoint;

import static com.experiture.client.call.Endpoint.CAMPAIGNS_ARCHIVE;
import static com.experiture.client.call.Endpoint.CAMPAIGNS_CLONE;
import static com.experiture.client.call.Endpoint.CAMPAIGNS_CREATE;
import static com.experiture.client.call.Endpoint.CAMPAIGNS_DELETE;
import static com.experiture.client.call.Endpoint.CAMPAIGNS_GET;
import static com.experiture.client.call.Endpoint.CAMPAIGNS_GET_METRICS;
import static com.experiture.client.call.Endpoint.CAMPAIGNS_GET_STATUS;
import static com.experiture.client.call.Endpoint.CAMPAIGNS_LIST;
import static com.experiture.client.call.Endpoint.CAMPAIGNS_SCHEDULE;
import static com.experiture.client.call.Endpoint.CAMPAIGNS_SEND;
import static com.experiture.client.call.Endpoint.CAMPAIGNS_SET_AUDIENCE;
import static com.experiture.client.call.Endpoint.CAMPAIGNS_SET_CONTENT;
import static com.experiture.client.call.Endpoint.CAMPAIGNS_SET_SCHEDULE;
import static com.experiture.client.call.Endpoint.CAMPAIGNS_UPDATE;
import static com.experiture.client.call.Endpoint.IMPORTS_GET;
import static com.experiture.client.call.Endpoint.IMPORTS_GET_ERRORS;
import static com.experiture.client.call.Endpoint.IMPORTS_START;
import static com.experiture.client.call.Endpoint.IMPORTS_SUBMIT_MAPPING;
import static com.experiture.client.call.Endpoint.LISTS_DELETE;
import static com.experiture.client.call.Endpoint.LISTS_LIST_MEMBERS;
import static com.experiture.client.call.Endpoint.LISTS_REMOVE_MEMBERS;
import static com.experiture.client.call.Endpoint.LISTS_UPDATE;
import static com.experiture.client.call.Endpoint.LISTS_UPSERT_MEMBERS;
import static com.experiture.client.call.Endpoint.METADATA_GET_OBJECT;
import static com.experiture.client.call.Endpoint.RECORDS_APPEND_BATCH;
import static com.experiture.client.call.Endpoint.RECORDS_GET_JOB;
import static com.experiture.client.call.Endpoint.RECORDS_UPSERT_BATCH;

/**
 * What this client assumes of the API since it is not documented. {@code
 * docs/assumptions.md} is generated from this table. An assumption about the form of a
 * request or of a response has places, which an OpenAPI document confirms or contradicts;
 * the others always stay open.
 */
public enum Assumption {

	// @formatter:off

	/** The unit of the largest body. */
	CONVENTIONS_BODY_SIZE("RecordBuffer",
			"10 MB are 10,000,000 bytes. Batches are divided accordingly. Larger records are rejected before they are"
					+ " sent",
			"generic call, up to 10,485,760 bytes"),

	/** Text that looks like a timestamp. */
	CONVENTIONS_ZONES("RecordEncoder",
			"A string in the format of a date-time without a zone is rejected in every field before it is sent, because the API rejects it in timestamps",
			"write a zone, or use another format"),

	/** Failures that leave the effect open. */
	CONVENTIONS_AMBIGUOUS_FAILURES("CallFailures",
			"A call can have taken effect if its response is a 5xx, a 408 or a 499: such a `send` or `schedule` is not retried. Only a 429 means that the call was not processed",
			"read the status, then repeat the call"),

	/** Another request with a used key. */
	CONVENTIONS_REUSED_KEY("ApiErrors",
			"An idempotency key that was used for another request is rejected with a 4xx whose code, path, message or remediation mentions it. With a run id, any rejection that names neither a record nor the size of the body can have this reason, too",
			"use another run id or key"),

	/** Conflicts that are retried. */
	CONVENTIONS_CONFLICTS("ApiErrors",
			"A 409 with another code than `CDP_ETL.*` is not transient",
			"repeat the call"),

	/** Tokens without a lifetime. */
	CONVENTIONS_TOKEN_LIFETIME("ClientCredentialsTokenProvider",
			"A token without `expires_in` is valid for 5 minutes. A rejected token is always replaced",
			"`ExperitureClient.builder().tokenProvider(..)`"),

	/** Where the OpenAPI document is. */
	CONVENTIONS_OPENAPI_DOCUMENT("ReactiveExperitureClient",
			"The OpenAPI document is served at `openapi.json` below the base URL, without an envelope, to a request with the access token",
			"`experiture.openapi-url`"),

	/** The response to a batch. */
	RECORDS_BATCH_RESPONSE("BatchReceipt",
			"The response to a batch is one of the following: the id of a job (`jobId`), the outcome of every record (`results`: `index`, `accepted` or `status`, `error`), or a receipt like that of a single write",
			"`BatchReceipt.json()`",
			at(RECORDS_APPEND_BATCH, "response"), at(RECORDS_UPSERT_BATCH, "response")),

	/** The job of a batch. */
	RECORDS_JOB("RecordsJob",
			"A job has `jobId`, `state` or `status`, `acceptedRecords`, `rejectedRecords`, `results`. The client also reads the names of comparable APIs, such as `succeededRecords`, `failedRecords`, `completed`, `failed`, `insertErrors`",
			"`RecordsJob.json()`",
			at(RECORDS_GET_JOB, "response")),

	/** The states of the job of a batch. */
	RECORDS_JOB_STATES("JobState",
			"The job states *completed, succeeded, done, finished* are successful, *failed, error, cancelled, aborted* are unsuccessful. Every other state is unfinished",
			"`JobState.value()`",
			at(RECORDS_GET_JOB, "response.data.status")),

	/** Batches of appends. */
	RECORDS_APPEND_MATCH_KEY("RecordsClient",
			"Like the single append, `appendBatch` accepts no match key",
			"generic call"),

	/** The validation of records against the schema. */
	RECORDS_VALIDATION("RecordValidator",
			"With `experiture.records.validation=always`, the client rejects fields that are not in the schema, wrong types (by their usual names), `null` if the field is not nullable, and strings that are not a value of the enumeration. If it does not understand the form of the schema, it rejects nothing",
			"`experiture.records.validation`: `on-rejection` or `none`"),

	/** Match keys that are blank. */
	RECORDS_BLANK_MATCH_KEY("RecordsClient",
			"A blank match key is a value like any other, so that all records with a blank key would be merged into one row. The client rejects them, see [match keys](values.md#match-keys)",
			"`CallOptions.insertWithoutMatchKey()`"),

	/** The mapping of a file. */
	IMPORTS_MAPPING("ImportMapping",
			"The mapping is `{mappings: [{sourceColumn, targetField}], writeMode, matchKey}`",
			"`submitMapping(id, Object)`",
			at(IMPORTS_SUBMIT_MAPPING, "request")),

	/** The start of an import. */
	IMPORTS_START_BODY("ImportsClient",
			"The body of the start request is `{}`",
			"`start(id, Object)`",
			at(IMPORTS_START, "request")),

	/** Further options of an import. */
	IMPORTS_MORE_OPTIONS("ImportRequest",
			"The creation request accepts more fields than are documented",
			"`ImportRequest.Builder.additionalProperty(name, value)`"),

	/** The job of an import. */
	IMPORTS_JOB("ImportJob",
			"The response to mapping, start and status is the job: `status` or `state`, `totalRows`, `processedRows`, `acceptedRows`, `rejectedRows`. The client also reads the names of comparable APIs, such as `succeededRows`, `failedRows`, `completed`, `failed`. The response to mapping and start can be empty",
			"`ImportJob.json()`",
			at(IMPORTS_SUBMIT_MAPPING, "response"), at(IMPORTS_START, "response"), at(IMPORTS_GET, "response")),

	/** The rows that failed. */
	IMPORTS_ERRORS("ImportRowError",
			"The errors are `{items, page, pageSize, total}` or a plain array, with `row`, `field`, `code`, `message`",
			"`ImportRowError.json()`, generic call for another structure",
			at(IMPORTS_GET_ERRORS, "response"), at(IMPORTS_GET_ERRORS, "query")),

	/** Types of content of files. */
	IMPORTS_CONTENT_TYPES("FileKind",
			"JSON Lines are uploaded as `application/x-ndjson`, Parquet as `application/vnd.apache.parquet`",
			"upload the file yourself, step by step"),

	/** The dialect of CSV. */
	IMPORTS_CSV("CsvHeader",
			"CSV files are UTF-8, separated by commas, with a header. Other files are rejected",
			"your own mapping body, `ImportOptions.Builder.mapping(Object)`, which disables these checks"),

	/** Names of columns. */
	IMPORTS_COLUMN_NAMES("CsvHeader",
			"The API finds a column by the original text of the file, including spaces around the name, and ignores a byte order mark",
			"`ImportOptions.mapping(..)`; without spaces in the header there is no difference"),

	/** Fields that a file may have. */
	IMPORTS_SCHEMA("FieldNames",
			"The schema of an object contains all fields that a file can have",
			"your own mapping body"),

	/** The mapping that the client makes. */
	IMPORTS_OWN_MAPPING("ImportReport",
			"Columns and JSON fields are mapped to the fields of the same names. From a JSON Lines file, the client maps those in the first 10,000,000 bytes, see `ImportReport.mapping()`",
			"`ImportOptions.mapping(..)`"),

	/** Rows without the match key. */
	IMPORTS_ROWS_WITHOUT_KEY("ImportsClient",
			"Rows without the match key are inserted, like records (documented for records)",
			"–"),

	/** The length of lines. */
	IMPORTS_LINE_LENGTH("RowScanner",
			"A line of a file can be larger than a request",
			"–"),

	/** Uploads that are repeated. */
	IMPORTS_UPLOAD_STATUS("FileUploader",
			"If the storage responds to an upload with 400, 401, 403, 408, 410, 425, 429 or 5xx, it can accept the upload with the URL of a new job",
			"`ImportOptions.maxUploads(1)`"),

	/** Jobs without a file. */
	IMPORTS_UNSTARTED_JOBS("ImportsClient",
			"A job whose upload failed can remain unstarted. Its list name remains available",
			"–"),

	/** When a list is there. */
	IMPORTS_CREATED_LIST("ImportsClient",
			"A created list can be found as soon as the job has finished",
			"`ListsClient.findByName`"),

	/** The pages of objects. */
	METADATA_ONE_PAGE("MetadataClient",
			"The list of objects is returned in one response",
			"generic call"),

	/** Fields of objects. */
	METADATA_FIELDS("ObjectField",
			"The fields are in `fields`, with `name`, `type`, `nullable` or `required`, `enum`",
			"`ObjectField.json()`, `additionalProperties()`",
			at(METADATA_GET_OBJECT, "response.data.fields")),

	/** The entries of identity keys. */
	METADATA_IDENTITY_KEYS("ObjectSchema",
			"The entries of `identityKeys` are names of fields",
			"generic call",
			at(METADATA_GET_OBJECT, "response.data.identityKeys[]")),

	/** The size of pages. */
	LISTS_PAGE_SIZE("ListsClient",
			"Pages have 50 entries by default. The server can reduce the requested size",
			"the overloads with `pageSize`"),

	/** Members of lists. */
	LISTS_MEMBERS("ListMember",
			"Members are paged like lists, with `contactKey` and `recordId`",
			"`ListMember.json()`",
			at(LISTS_LIST_MEMBERS, "response")),

	/** Members by record id. */
	LISTS_RECORD_IDS("ListsClient",
			"Record ids are sent in `recordIds`, instead of `contactKeys`",
			"`upsertMembers(id, Object)`",
			at(LISTS_UPSERT_MEMBERS, "request.recordIds")),

	/** The removal of members. */
	LISTS_REMOVAL("ListsClient",
			"The body of a removal is that of an addition",
			"`removeMembers(id, Object)`",
			at(LISTS_REMOVE_MEMBERS, "request")),

	/** The response to a change of members. */
	LISTS_MEMBERS_RESPONSE("MembersReceipt",
			"The response to both is empty or has `added`, `removed`, `unchanged`, `memberCount`, or names of comparable APIs such as `inserted`, `skipped`",
			"`MembersReceipt.json()`",
			at(LISTS_UPSERT_MEMBERS, "response"), at(LISTS_REMOVE_MEMBERS, "response")),

	/** A change of a list. */
	LISTS_UPDATE_BODY("ListsClient",
			"An update has `name` and `description`. The response is the list",
			"`update(id, Object)`",
			at(LISTS_UPDATE, "request"), at(LISTS_UPDATE, "response")),

	/** The deletion of a list. */
	LISTS_DELETION("ListsClient",
			"The response to the deletion of a list can be empty and is not read",
			"generic call",
			at(LISTS_DELETE, "response")),

	/** Lists by name. */
	LISTS_SEARCH("ListsClient",
			"There is no search, so `findByName` reads the pages one after another",
			"`list()` with your own filter"),

	/** Lists of one name. */
	LISTS_DUPLICATE_NAMES("AmbiguousListException",
			"Several lists can have the same name: unique names are recommended, and the documentation does not say that they are enforced",
			"`findByName` fails with `AmbiguousListException`; get the list by its id"),

	/** The fields of a campaign. */
	CAMPAIGNS_OBJECT("Campaign",
			"A campaign has `id` (the client also reads `campaignId`), the fields of its creation request, `authoringStatus`, `createdAt`, `updatedAt`",
			"`additionalProperties()`",
			at(CAMPAIGNS_GET, "response"), at(CAMPAIGNS_CREATE, "response"), at(CAMPAIGNS_LIST, "response"),
			at(CAMPAIGNS_UPDATE, "response"), at(CAMPAIGNS_CLONE, "response"), at(CAMPAIGNS_SET_AUDIENCE, "response"),
			at(CAMPAIGNS_SET_CONTENT, "response"), at(CAMPAIGNS_SET_SCHEDULE, "response")),

	/** A change of a campaign. */
	CAMPAIGNS_UPDATE_BODY("CampaignUpdate",
			"An update has the fields of the creation request. An explicit `null` clears a field",
			"`update(id, Object)`",
			at(CAMPAIGNS_UPDATE, "request")),

	/** The search for campaigns. */
	CAMPAIGNS_SEARCH("CampaignFilter",
			"The search parameter is `search`",
			"`CampaignFilter.Builder.parameter(name, value)`",
			at(CAMPAIGNS_LIST, "query.search")),

	/** Bodies of actions. */
	CAMPAIGNS_ACTION_BODIES("CampaignsClient",
			"The body of archive, send and schedule is `{}`; that of clone has `name`",
			"the overloads with a body",
			at(CAMPAIGNS_ARCHIVE, "request"), at(CAMPAIGNS_SEND, "request"), at(CAMPAIGNS_SCHEDULE, "request"),
			at(CAMPAIGNS_CLONE, "request")),

	/** What is not read. */
	CAMPAIGNS_ACTION_RESPONSES("CampaignsClient",
			"The responses to deletion and archiving can be empty and are not read",
			"generic call",
			at(CAMPAIGNS_DELETE, "response"), at(CAMPAIGNS_ARCHIVE, "response")),

	/** The jobs of sends. */
	CAMPAIGNS_JOB("CampaignJob",
			"The response to send and schedule is a job: `jobId`, `status`, `scheduledAt`",
			"`CampaignJob.json()`",
			at(CAMPAIGNS_SEND, "response"), at(CAMPAIGNS_SCHEDULE, "response")),

	/** The state of a campaign. */
	CAMPAIGNS_STATUS("CampaignStatus",
			"The status has the state of the execution in `status`. Every state except *completed* and *failed* is unfinished",
			"`CampaignStatus.json()`",
			at(CAMPAIGNS_GET_STATUS, "response")),

	/** The metrics of a campaign. */
	CAMPAIGNS_METRICS("CampaignMetrics",
			"The metrics are `counts` by name, or an object `pipeline`, `metrics`, `totals` or `statistics`",
			"`CampaignMetrics.json()`",
			at(CAMPAIGNS_GET_METRICS, "response"));
	// @formatter:on

	private final String code;

	private final String text;

	private final String override;

	private final List<Place> places;

	Assumption(String code, String text, String override, Place... places) {
		this.code = code;
		this.text = text;
		this.override = override;
		this.places = List.of(places);
	}

	/**
	 * Return the name of the class that holds the assumption.
	 * @return a class of the client, without its package
	 */
	public String code() {
		return this.code;
	}

	/**
	 * Return what is assumed.
	 * @return Markdown of one line
	 */
	public String text() {
		return this.text;
	}

	/**
	 * Return the workaround if it is wrong.
	 * @return Markdown of one line
	 */
	public String override() {
		return this.override;
	}

	/**
	 * Return its section of {@code docs/assumptions.md}.
	 * @return the first word of the constant, in lower case
	 */
	public String section() {
		return name().substring(0, name().indexOf('_')).toLowerCase(Locale.ROOT);
	}

	/**
	 * Return its row in the documentation.
	 * @return such as {@code docs/assumptions.md#lists-search}
	 */
	public String anchor() {
		return "docs/assumptions.md#" + id();
	}

	/**
	 * Return whether an OpenAPI document can confirm or contradict it.
	 * @return whether it is about the form of a request or a response
	 */
	public boolean isCheckable() {
		return !this.places.isEmpty();
	}

	/**
	 * Return where the code assumes it.
	 * @return such as {@code ListMember, ListsClient.listMembers (ListMember)}
	 */
	public String places() {
		return Stream.concat(Stream.of(this.code), this.places.stream().map(Place::endpoint).map(CodePlace::of))
			.distinct()
			.collect(Collectors.joining(", "));
	}

	String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Find the assumption about a place: the one with the nearest place.
	 */
	static @Nullable Assumption of(Endpoint endpoint, String location) {
		return Stream.of(values())
			.filter((assumption) -> assumption.depth(endpoint, location) > 0)
			.max(Comparator.comparingInt((assumption) -> assumption.depth(endpoint, location)))
			.orElse(null);
	}

	private int depth(Endpoint endpoint, String location) {
		return this.places.stream()
			.filter((place) -> place.contains(endpoint, location))
			.mapToInt((place) -> place.location().length())
			.max()
			.orElse(0);
	}

	private static Place at(Endpoint endpoint, String location) {
		return new Place(endpoint, location);
	}

	private record Place(Endpoint endpoint, String location) {

		boolean contains(Endpoint endpoint, String location) {
			return this.endpoint == endpoint && location.startsWith(this.location)
					&& (location.length() == this.location.length()
							|| ".[".indexOf(location.charAt(this.location.length())) >= 0);
		}

	}

}
