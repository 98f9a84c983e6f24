package com.experiture.client.internal.profiles;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.CallOptions;
import com.experiture.client.internal.blocking.Blocking;
import com.experiture.client.profiles.ProfilesClient;
import com.experiture.client.profiles.ReactiveProfilesClient;
import com.experiture.client.receipt.WriteReceipt;

public class BlockingProfilesClient implements ProfilesClient {

	private final ReactiveProfilesClient client;

	public BlockingProfilesClient(ReactiveProfilesClient client) {
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
