package com.experiture.client.call;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;

import static com.experiture.client.call.EndpointClass.BATCH_WRITE;
import static com.experiture.client.call.EndpointClass.CAMPAIGN_SEND;
import static com.experiture.client.call.EndpointClass.CAMPAIGN_WRITE;
import static com.experiture.client.call.EndpointClass.IMPORT;
import static com.experiture.client.call.EndpointClass.LIST_WRITE;
import static com.experiture.client.call.EndpointClass.READ;
import static com.experiture.client.call.EndpointClass.SINGLE_WRITE;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

/**
 * The calls of the Experiture Public API v1, one row each. Transport, metric tags, error
 * texts, documentation and the completeness test read this table; the rest of a call is
 * one method of the family's client, named like the constant without its family.
 */
public enum Endpoint implements Operation {

	// @formatter:off
	RECORDS_APPEND(POST, "/records/{object_name}/append", SINGLE_WRITE, null),
	RECORDS_UPSERT(POST, "/records/{object_name}/upsert", SINGLE_WRITE, null),
	RECORDS_APPEND_BATCH(POST, "/records/{object_name}/append-batch", BATCH_WRITE, null),
	RECORDS_UPSERT_BATCH(POST, "/records/{object_name}/upsert-batch", BATCH_WRITE, null),
	RECORDS_GET_JOB(GET, "/records/{object_name}/jobs/{job_id}", READ, null),

	PROFILES_UPSERT(POST, "/profiles/upsert", SINGLE_WRITE, "cdp:profiles:write"),

	IMPORTS_CREATE(POST, "/import-jobs", IMPORT, "cdp:imports:write"),
	IMPORTS_SUBMIT_MAPPING(POST, "/import-jobs/{job_id}/mapping", IMPORT, "cdp:imports:write"),
	IMPORTS_START(POST, "/import-jobs/{job_id}/start", IMPORT, "cdp:imports:write"),
	IMPORTS_GET(GET, "/import-jobs/{job_id}", READ, "cdp:imports:read"),
	IMPORTS_GET_ERRORS(GET, "/import-jobs/{job_id}/errors", READ, "cdp:imports:read"),

	METADATA_LIST_OBJECTS(GET, "/metadata/objects", READ, "cdp:metadata:read"),
	METADATA_GET_OBJECT(GET, "/metadata/objects/{object_name}", READ, "cdp:metadata:read"),

	LISTS_CREATE(POST, "/lists", LIST_WRITE, "cdp:lists:write"),
	LISTS_LIST(GET, "/lists", READ, "cdp:lists:read"),
	LISTS_GET(GET, "/lists/{list_id}", READ, "cdp:lists:read"),
	LISTS_LIST_MEMBERS(GET, "/lists/{list_id}/members", READ, "cdp:lists:read"),
	LISTS_UPDATE(PATCH, "/lists/{list_id}", LIST_WRITE, "cdp:lists:write"),
	LISTS_DELETE(DELETE, "/lists/{list_id}", LIST_WRITE, "cdp:lists:write"),
	LISTS_UPSERT_MEMBERS(POST, "/lists/{list_id}/members:upsert", LIST_WRITE, "cdp:lists:write"),
	LISTS_REMOVE_MEMBERS(POST, "/lists/{list_id}/members:remove", LIST_WRITE, "cdp:lists:write"),

	AUDIENCES_PREVIEW(POST, "/audiences/{audience_id}/preview", READ, "cdp:audiences:preview"),

	CAMPAIGNS_CREATE(POST, "/campaigns", CAMPAIGN_WRITE, "campaigns:create"),
	CAMPAIGNS_LIST(GET, "/campaigns", READ, "campaigns:read"),
	CAMPAIGNS_GET(GET, "/campaigns/{id}", READ, "campaigns:read"),
	CAMPAIGNS_UPDATE(PATCH, "/campaigns/{id}", CAMPAIGN_WRITE, "campaigns:update"),
	CAMPAIGNS_DELETE(DELETE, "/campaigns/{id}", CAMPAIGN_WRITE, "campaigns:delete"),
	CAMPAIGNS_ARCHIVE(POST, "/campaigns/{id}/archive", CAMPAIGN_WRITE, "campaigns:delete"),
	CAMPAIGNS_CLONE(POST, "/campaigns/{id}/clone", CAMPAIGN_WRITE, "campaigns:create"),
	CAMPAIGNS_SET_AUDIENCE(PUT, "/campaigns/{id}/audience", CAMPAIGN_WRITE, "campaigns:update"),
	CAMPAIGNS_SET_CONTENT(PUT, "/campaigns/{id}/content", CAMPAIGN_WRITE, "campaigns:update"),
	CAMPAIGNS_SET_SCHEDULE(PUT, "/campaigns/{id}/schedule", CAMPAIGN_WRITE, "campaigns:update"),
	CAMPAIGNS_PREFLIGHT(POST, "/campaigns/{id}/preflight", READ, "campaigns:read"),
	CAMPAIGNS_SCHEDULE(POST, "/campaigns/{id}/schedule-jobs", CAMPAIGN_SEND, "campaigns:schedule"),
	CAMPAIGNS_SEND(POST, "/campaigns/{id}/send-jobs", CAMPAIGN_SEND, "campaigns:send"),
	CAMPAIGNS_GET_SUMMARY(GET, "/campaigns/{id}/summary", READ, "campaigns:read"),
	CAMPAIGNS_GET_STATUS(GET, "/campaigns/{id}/status", READ, "campaigns:read"),
	CAMPAIGNS_GET_METRICS(GET, "/campaigns/{id}/metrics", READ, "analytics:read");
	// @formatter:on

	private final HttpMethod method;

	private final String path;

	private final ApiFamily family;

	private final EndpointClass endpointClass;

	private final @Nullable String scope;

	private final String id;

	Endpoint(HttpMethod method, String path, EndpointClass endpointClass, @Nullable String scope) {
		int familyEnd = name().indexOf('_');
		this.method = method;
		this.path = path;
		this.family = ApiFamily.valueOf(name().substring(0, familyEnd));
		this.endpointClass = endpointClass;
		this.scope = scope;
		this.id = this.family.id() + "." + name().substring(familyEnd + 1).toLowerCase(Locale.ROOT).replace('_', '-');
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public HttpMethod method() {
		return this.method;
	}

	@Override
	public String path() {
		return this.path;
	}

	@Override
	public ApiFamily family() {
		return this.family;
	}

	@Override
	public EndpointClass endpointClass() {
		return this.endpointClass;
	}

	@Override
	public @Nullable String scope() {
		return this.scope;
	}

	@Override
	public String toString() {
		return this.id;
	}

}
