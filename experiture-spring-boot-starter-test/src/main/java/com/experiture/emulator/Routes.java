package com.experiture.emulator;

import java.util.EnumMap;
import java.util.Map;

import com.experiture.client.http.Endpoint;

/**
 * The table of all calls: which method answers which endpoint.
 */
final class Routes {

	private final Map<Endpoint, Handler> handlers = new EnumMap<>(Endpoint.class);

	Routes(RecordsApi records, MetadataApi metadata) {
		this.handlers.put(Endpoint.RECORDS_APPEND, records::append);
		this.handlers.put(Endpoint.RECORDS_UPSERT, records::upsert);
		this.handlers.put(Endpoint.RECORDS_APPEND_BATCH, records::appendBatch);
		this.handlers.put(Endpoint.RECORDS_UPSERT_BATCH, records::upsertBatch);
		this.handlers.put(Endpoint.RECORDS_GET_JOB, records::job);
		this.handlers.put(Endpoint.PROFILES_UPSERT, records::upsertProfile);
		this.handlers.put(Endpoint.METADATA_LIST_OBJECTS, metadata::listObjects);
		this.handlers.put(Endpoint.METADATA_GET_OBJECT, metadata::getObject);
	}

	Map<Endpoint, Handler> handlers() {
		return this.handlers;
	}

}
