package com.experiture.client.profiles;

import org.jspecify.annotations.Nullable;

import com.experiture.client.http.Blocking;
import com.experiture.client.http.CallOptions;
import com.experiture.client.records.WriteReceipt;

class BlockingProfilesClient implements ProfilesClient {

	private final ReactiveProfilesClient client;

	BlockingProfilesClient(ReactiveProfilesClient client) {
		this.client = client;
	}

	@Override
	public ProfilesClient with(CallOptions options) {
		return new BlockingProfilesClient(this.client.with(options));
	}

	@Override
	public WriteReceipt upsert(Object record, @Nullable String matchKey) {
		return Blocking.await(this.client.upsert(record, matchKey));
	}

}
