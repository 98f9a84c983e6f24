package com.experiture.emulator.internal.metadata;

import java.util.Map;

import com.experiture.client.call.Endpoint;
import com.experiture.emulator.internal.protocol.ApiCall;
import com.experiture.emulator.internal.protocol.ApiResult;
import com.experiture.emulator.internal.protocol.CallHandler;
import com.experiture.emulator.internal.protocol.JsonObject;
import com.experiture.emulator.internal.store.WorkspaceStore;

/**
 * The API family metadata.
 */
public final class MetadataApi {

	private final WorkspaceStore workspace;

	public MetadataApi(WorkspaceStore workspace) {
		this.workspace = workspace;
	}

	/**
	 * Return what handles each call of the family.
	 * @return the handlers
	 */
	public Map<Endpoint, CallHandler> handlers() {
		return Map.of(Endpoint.METADATA_LIST_OBJECTS, this::listObjects, Endpoint.METADATA_GET_OBJECT, this::getObject);
	}

	private ApiResult listObjects(ApiCall call) {
		return ApiResult.ok(new JsonObject().with("items",
				this.workspace.all().stream().map((store) -> store.schema().summary()).toList()));
	}

	private ApiResult getObject(ApiCall call) {
		return ApiResult.ok(this.workspace.requested(call.variable(0)).schema().metadata());
	}

}
