package com.experiture.emulator;

import java.util.EnumMap;
import java.util.Map;

import com.experiture.client.call.Endpoint;

/**
 * The table of all calls: which method answers which endpoint.
 */
final class Routes {

	private final Map<Endpoint, Handler> handlers = new EnumMap<>(Endpoint.class);

	Routes records(RecordsApi records) {
		this.handlers.put(Endpoint.RECORDS_APPEND, records::append);
		this.handlers.put(Endpoint.RECORDS_UPSERT, records::upsert);
		this.handlers.put(Endpoint.RECORDS_APPEND_BATCH, records::appendBatch);
		this.handlers.put(Endpoint.RECORDS_UPSERT_BATCH, records::upsertBatch);
		this.handlers.put(Endpoint.RECORDS_GET_JOB, records::job);
		this.handlers.put(Endpoint.PROFILES_UPSERT, records::upsertProfile);
		return this;
	}

	Routes imports(ImportsApi imports) {
		this.handlers.put(Endpoint.IMPORTS_CREATE, imports::create);
		this.handlers.put(Endpoint.IMPORTS_SUBMIT_MAPPING, imports::map);
		this.handlers.put(Endpoint.IMPORTS_START, imports::start);
		this.handlers.put(Endpoint.IMPORTS_GET, imports::get);
		this.handlers.put(Endpoint.IMPORTS_GET_ERRORS, imports::errors);
		return this;
	}

	Routes metadata(MetadataApi metadata) {
		this.handlers.put(Endpoint.METADATA_LIST_OBJECTS, metadata::listObjects);
		this.handlers.put(Endpoint.METADATA_GET_OBJECT, metadata::getObject);
		return this;
	}

	Routes lists(ListsApi lists) {
		this.handlers.put(Endpoint.LISTS_CREATE, lists::create);
		this.handlers.put(Endpoint.LISTS_LIST, lists::list);
		this.handlers.put(Endpoint.LISTS_GET, lists::get);
		this.handlers.put(Endpoint.LISTS_LIST_MEMBERS, lists::listMembers);
		this.handlers.put(Endpoint.LISTS_UPDATE, lists::update);
		this.handlers.put(Endpoint.LISTS_DELETE, lists::delete);
		this.handlers.put(Endpoint.LISTS_UPSERT_MEMBERS, lists::upsertMembers);
		this.handlers.put(Endpoint.LISTS_REMOVE_MEMBERS, lists::removeMembers);
		return this;
	}

	Routes audiences(AudiencesApi audiences) {
		this.handlers.put(Endpoint.AUDIENCES_PREVIEW, audiences::preview);
		return this;
	}

	Routes campaigns(CampaignsApi campaigns, CampaignRuns runs) {
		this.handlers.put(Endpoint.CAMPAIGNS_CREATE, campaigns::create);
		this.handlers.put(Endpoint.CAMPAIGNS_LIST, campaigns::list);
		this.handlers.put(Endpoint.CAMPAIGNS_GET, campaigns::get);
		this.handlers.put(Endpoint.CAMPAIGNS_UPDATE, campaigns::update);
		this.handlers.put(Endpoint.CAMPAIGNS_DELETE, campaigns::delete);
		this.handlers.put(Endpoint.CAMPAIGNS_ARCHIVE, campaigns::archive);
		this.handlers.put(Endpoint.CAMPAIGNS_CLONE, campaigns::cloneCampaign);
		this.handlers.put(Endpoint.CAMPAIGNS_SET_AUDIENCE, campaigns::setAudience);
		this.handlers.put(Endpoint.CAMPAIGNS_SET_CONTENT, campaigns::setContent);
		this.handlers.put(Endpoint.CAMPAIGNS_SET_SCHEDULE, campaigns::setSchedule);
		this.handlers.put(Endpoint.CAMPAIGNS_PREFLIGHT, runs::preflight);
		this.handlers.put(Endpoint.CAMPAIGNS_SCHEDULE, runs::schedule);
		this.handlers.put(Endpoint.CAMPAIGNS_SEND, runs::send);
		this.handlers.put(Endpoint.CAMPAIGNS_GET_SUMMARY, runs::summary);
		this.handlers.put(Endpoint.CAMPAIGNS_GET_STATUS, runs::status);
		this.handlers.put(Endpoint.CAMPAIGNS_GET_METRICS, runs::metrics);
		return this;
	}

	Map<Endpoint, Handler> handlers() {
		return this.handlers;
	}

}
