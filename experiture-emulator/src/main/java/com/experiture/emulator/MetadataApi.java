package com.experiture.emulator;

/**
 * The family metadata.
 */
final class MetadataApi {

	private final Workspace workspace;

	MetadataApi(Workspace workspace) {
		this.workspace = workspace;
	}

	Answer listObjects(ApiCall call) {
		return Answer.ok(new Members().with("items",
				this.workspace.all().stream().map((store) -> store.object().summary()).toList()));
	}

	Answer getObject(ApiCall call) {
		return Answer.ok(this.workspace.requested(call.variable(0)).object().metadata());
	}

}
