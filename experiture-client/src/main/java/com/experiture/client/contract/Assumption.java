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
 * What this client assumes of the API since it is not documented.
 * {@code docs/assumptions.md} is made from this table. An assumption about the form of a
 * request or of a response has places, which an OpenAPI document confirms or contradicts;
 * the others stay open whatever such a document says.
 */
public enum Assumption {

	// @formatter:off

	/** The unit of the largest body. */
	CONVENTIONS_BODY_SIZE("RecordBuffer",
			"Sizes: 10 MB are 10,000,000 bytes. Batches are divided by that; larger records are refused before they are"
					+ " sent",
			"generic call, up to 10,485,760 bytes"),

	/** Text that looks like a timestamp. */
	CONVENTIONS_ZONES("RecordEncoder",
			"Text in the form of a date-time without a zone is refused before it is sent, in whatever field, as the API refuses it in timestamps",
			"write a zone, or another form"),

	/** Failures that leave the effect open. */
	CONVENTIONS_AMBIGUOUS_FAILURES("CallFailures",
			"Every 5xx, a 408 and a 499 may come after the call took effect: such a `send` or `schedule` is not repeated. Only a 429 is taken as not processed",
			"read the status, call again"),

	/** Another request with a used key. */
	CONVENTIONS_REUSED_KEY("ApiErrors",
			"An idempotency key that was used for another request is refused with a 4xx whose code, path, message or remediation mentions it; with a run id, any refusal that names neither a record nor the size of the body may mean it, too",
			"use another run id or key"),

	/** Conflicts that are retried. */
	CONVENTIONS_CONFLICTS("ApiErrors",
			"A 409 with another code than `CDP_ETL.*` does not pass by itself",
			"call again"),

	/** Tokens without a lifetime. */
	CONVENTIONS_TOKEN_LIFETIME("ClientCredentialsTokenProvider",
			"A token answer without `expires_in` is valid for 5 minutes; a rejected token is replaced anyway",
			"`ExperitureClient.builder().tokenProvider(..)`"),

	/** Where the OpenAPI document is. */
	CONVENTIONS_OPENAPI_DOCUMENT("ReactiveExperitureClient",
			"The OpenAPI document is served at `openapi.json` below the base URL, without an envelope, to a request with the access token",
			"`experiture.openapi-url`"),

	/** What a batch is answered with. */
	RECORDS_BATCH_RESPONSE("BatchReceipt",
			"A batch answers one of: the id of a job (`jobId`), the outcome of every record (`results`: `index`, `accepted` or `status`, `error`), or a receipt like a single write",
			"`BatchReceipt.json()`",
			at(RECORDS_APPEND_BATCH, "response"), at(RECORDS_UPSERT_BATCH, "response")),

	/** The job of a batch. */
	RECORDS_JOB("RecordsJob",
			"A job has `jobId`, `state` or `status`, `acceptedRecords`, `rejectedRecords`, `results`; names of comparable APIs are read as well, such as `succeededRecords`, `failedRecords`, `completed`, `failed`, `insertErrors`",
			"`RecordsJob.json()`",
			at(RECORDS_GET_JOB, "response")),

	/** The states of the job of a batch. */
	RECORDS_JOB_STATES("JobState",
			"Job states: *completed, succeeded, done, finished* ended well; *failed, error, cancelled, aborted* did not; every other word is unfinished",
			"`JobState.value()`",
			at(RECORDS_GET_JOB, "response.data.status")),

	/** Batches of appends. */
	RECORDS_APPEND_MATCH_KEY("RecordsClient",
			"`appendBatch` takes no match key, like the single append",
			"generic call"),

	/** What the schema says of records. */
	RECORDS_VALIDATION("RecordValidator",
			"With `experiture.records.validation=always`: fields that the schema does not show are refused, types by their usual names, `null` where the field is not nullable, and texts that are no value of the enumeration; a form of the schema that is not understood refuses nothing",
			"`experiture.records.validation`: `on-rejection` or `none`"),

	/** Match keys that are blank. */
	RECORDS_BLANK_MATCH_KEY("RecordsClient",
			"A match key that is blank text is a value like any other, so that all records with one would become one row; the client refuses them, see [match keys](values.md#match-keys)",
			"`CallOptions.insertWithoutMatchKey()`"),

	/** The mapping of a file. */
	IMPORTS_MAPPING("ImportMapping",
			"The mapping is `{mappings: [{sourceColumn, targetField}], writeMode, matchKey}`",
			"`submitMapping(id, Object)`",
			at(IMPORTS_SUBMIT_MAPPING, "request")),

	/** The start of an import. */
	IMPORTS_START_BODY("ImportsClient",
			"Start has the body `{}`",
			"`start(id, Object)`",
			at(IMPORTS_START, "request")),

	/** Further options of an import. */
	IMPORTS_MORE_OPTIONS("ImportRequest",
			"Creation takes more members than are documented",
			"`ImportRequest.Builder.member(name, value)`"),

	/** The job of an import. */
	IMPORTS_JOB("ImportJob",
			"Mapping, start and status answer the job: `status` or `state`, `totalRows`, `processedRows`, `acceptedRows`, `rejectedRows`; names of comparable APIs are read as well, such as `succeededRows`, `failedRows`, `completed`, `failed`; the first two may answer nothing",
			"`ImportJob.json()`",
			at(IMPORTS_SUBMIT_MAPPING, "response"), at(IMPORTS_START, "response"), at(IMPORTS_GET, "response")),

	/** The rows that failed. */
	IMPORTS_ERRORS("ImportRowError",
			"Errors are `{items, page, pageSize, total}` or a plain array, with `row`, `field`, `code`, `message`",
			"`ImportRowError.json()`, generic call for another shape",
			at(IMPORTS_GET_ERRORS, "response"), at(IMPORTS_GET_ERRORS, "query")),

	/** Types of content of files. */
	IMPORTS_CONTENT_TYPES("FileKind",
			"JSON Lines are uploaded as `application/x-ndjson`, Parquet as `application/vnd.apache.parquet`",
			"upload by yourself, step by step"),

	/** The dialect of CSV. */
	IMPORTS_CSV("CsvHeader",
			"CSV is UTF-8, separated by commas, with a header; other files are refused",
			"a mapping body of your own, `ImportOptionsBuilder.mapping(Object)`, which switches these checks off"),

	/** Names of columns. */
	IMPORTS_COLUMN_NAMES("CsvHeader",
			"The API finds a column by the file's own text, spaces around the name included, and skips a byte order mark",
			"`ImportOptions.mapping(..)`; without spaces in the header there is no difference"),

	/** Fields that a file may have. */
	IMPORTS_SCHEMA("FieldNames",
			"The schema of an object shows all fields that a file may have",
			"a mapping body of your own"),

	/** The mapping that the client makes. */
	IMPORTS_OWN_MAPPING("ImportReport",
			"Columns and members are mapped to the fields of their names; of a JSON Lines file those in its first 10,000,000 bytes are taken, see `ImportReport.mapping()`",
			"`ImportOptions.mapping(..)`"),

	/** Rows without the match key. */
	IMPORTS_ROWS_WITHOUT_KEY("ImportsClient",
			"Rows without the match key are inserted, as records are (documented for records)",
			"–"),

	/** The length of lines. */
	IMPORTS_LINE_LENGTH("RowScanner",
			"A line of a file may be larger than a request",
			"–"),

	/** Uploads that are repeated. */
	IMPORTS_UPLOAD_STATUS("FileUploader",
			"A storage that answers 400, 401, 403, 408, 410, 425, 429 or 5xx to an upload may accept it with the URL of a fresh job",
			"`ImportOptions.maxUploads(1)`"),

	/** Jobs without a file. */
	IMPORTS_UNSTARTED_JOBS("ImportsClient",
			"A job whose upload failed may be left behind unstarted; its list name stays free",
			"–"),

	/** When a list is there. */
	IMPORTS_CREATED_LIST("ImportsClient",
			"A created list can be found as soon as the job has ended",
			"`ListsClient.findByName`"),

	/** The pages of objects. */
	METADATA_ONE_PAGE("MetadataClient",
			"The list of objects comes in one answer",
			"generic call"),

	/** Fields of objects. */
	METADATA_FIELDS("ObjectField",
			"Fields are in `fields`, with `name`, `type`, `nullable` or `required`, `enum`",
			"`ObjectField.json()`, `additionalMembers()`",
			at(METADATA_GET_OBJECT, "response.data.fields")),

	/** The entries of identity keys. */
	METADATA_IDENTITY_KEYS("ObjectSchema",
			"The entries of `identityKeys` are the names of fields",
			"generic call",
			at(METADATA_GET_OBJECT, "response.data.identityKeys[]")),

	/** The size of pages. */
	LISTS_PAGE_SIZE("ListsClient",
			"Pages have 50 entries unless asked otherwise; the server may cut the size",
			"the overloads with `pageSize`"),

	/** Members of lists. */
	LISTS_MEMBERS("ListMember",
			"Members are paged like lists, with `contactKey` and `recordId`",
			"`ListMember.json()`",
			at(LISTS_LIST_MEMBERS, "response")),

	/** Members by record id. */
	LISTS_RECORD_IDS("ListsClient",
			"Record ids go in `recordIds`, in place of `contactKeys`",
			"`upsertMembers(id, Object)`",
			at(LISTS_UPSERT_MEMBERS, "request.recordIds")),

	/** The removal of members. */
	LISTS_REMOVAL("ListsClient",
			"Removal has the body of adding",
			"`removeMembers(id, Object)`",
			at(LISTS_REMOVE_MEMBERS, "request")),

	/** What a change of members is answered with. */
	LISTS_MEMBERS_RESPONSE("MembersReceipt",
			"Both answer `added`, `removed`, `unchanged`, `memberCount`, or names of comparable APIs such as `inserted`, `skipped`, if anything",
			"`MembersReceipt.json()`",
			at(LISTS_UPSERT_MEMBERS, "response"), at(LISTS_REMOVE_MEMBERS, "response")),

	/** A change of a list. */
	LISTS_UPDATE_BODY("ListsClient",
			"A change takes `name` and `description` and answers the list",
			"`update(id, Object)`",
			at(LISTS_UPDATE, "request"), at(LISTS_UPDATE, "response")),

	/** The deletion of a list. */
	LISTS_DELETION("ListsClient",
			"Deleting a list may answer nothing; what it answers is not read",
			"generic call",
			at(LISTS_DELETE, "response")),

	/** Lists by name. */
	LISTS_SEARCH("ListsClient",
			"There is no search, so `findByName` walks through the pages",
			"`list()` with a filter of your own"),

	/** Lists of one name. */
	LISTS_DUPLICATE_NAMES("AmbiguousListException",
			"Several lists can have one name: unique names are advised, and not documented to be enforced",
			"`findByName` fails with `AmbiguousListException`; take the list by its id"),

	/** The fields of a campaign. */
	CAMPAIGNS_OBJECT("Campaign",
			"The campaign object has `id` (`campaignId` is read as well), the members of its creation, `authoringStatus`, `createdAt`, `updatedAt`",
			"`additionalMembers()`",
			at(CAMPAIGNS_GET, "response"), at(CAMPAIGNS_CREATE, "response"), at(CAMPAIGNS_LIST, "response"),
			at(CAMPAIGNS_UPDATE, "response"), at(CAMPAIGNS_CLONE, "response"), at(CAMPAIGNS_SET_AUDIENCE, "response"),
			at(CAMPAIGNS_SET_CONTENT, "response"), at(CAMPAIGNS_SET_SCHEDULE, "response")),

	/** A change of a campaign. */
	CAMPAIGNS_UPDATE_BODY("CampaignUpdate",
			"A change takes the members of the creation; an explicit `null` clears",
			"`update(id, Object)`",
			at(CAMPAIGNS_UPDATE, "request")),

	/** The search for campaigns. */
	CAMPAIGNS_SEARCH("CampaignFilter",
			"The search parameter is `search`",
			"`CampaignFilter.parameter(name, value)`",
			at(CAMPAIGNS_LIST, "query.search")),

	/** Bodies of actions. */
	CAMPAIGNS_ACTION_BODIES("CampaignsClient",
			"Archive, send and schedule have the body `{}`; clone takes `name`",
			"the overloads with a body",
			at(CAMPAIGNS_ARCHIVE, "request"), at(CAMPAIGNS_SEND, "request"), at(CAMPAIGNS_SCHEDULE, "request"),
			at(CAMPAIGNS_CLONE, "request")),

	/** What is not read. */
	CAMPAIGNS_ACTION_RESPONSES("CampaignsClient",
			"Deleting and archiving may answer nothing; what they answer is not read",
			"generic call",
			at(CAMPAIGNS_DELETE, "response"), at(CAMPAIGNS_ARCHIVE, "response")),

	/** The jobs of sends. */
	CAMPAIGNS_JOB("CampaignJob",
			"Send and schedule answer a job: `jobId`, `status`, `scheduledAt`",
			"`CampaignJob.json()`",
			at(CAMPAIGNS_SEND, "response"), at(CAMPAIGNS_SCHEDULE, "response")),

	/** The state of a campaign. */
	CAMPAIGNS_STATUS("CampaignStatus",
			"The status has the execution's state in `status`; every word but *completed*, *failed* is unfinished",
			"`CampaignStatus.json()`",
			at(CAMPAIGNS_GET_STATUS, "response")),

	/** The metrics of a campaign. */
	CAMPAIGNS_METRICS("CampaignMetrics",
			"Metrics are `counts` by name, or an object `pipeline`, `metrics`, `totals`, `statistics`",
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
	 * Return what to do if it is wrong.
	 * @return Markdown of one line
	 */
	public String override() {
		return this.override;
	}

	/**
	 * Return the section of {@code docs/assumptions.md} that has it.
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
	 * Return whether an OpenAPI document can say anything of it.
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
	 * Find the assumption that is about a place: the one whose own place is nearest.
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
