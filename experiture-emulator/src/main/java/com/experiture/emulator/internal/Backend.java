package com.experiture.emulator.internal;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import com.experiture.client.call.Endpoint;
import com.experiture.emulator.internal.audiences.AudienceStore;
import com.experiture.emulator.internal.audiences.AudiencesApi;
import com.experiture.emulator.internal.campaigns.CampaignLaunchApi;
import com.experiture.emulator.internal.campaigns.CampaignStore;
import com.experiture.emulator.internal.campaigns.CampaignsApi;
import com.experiture.emulator.internal.campaigns.ContentBinding;
import com.experiture.emulator.internal.campaigns.ScheduleBinding;
import com.experiture.emulator.internal.campaigns.TemplateStore;
import com.experiture.emulator.internal.imports.ImportSummary;
import com.experiture.emulator.internal.imports.ImportTargets;
import com.experiture.emulator.internal.imports.ImportsApi;
import com.experiture.emulator.internal.lists.ListsApi;
import com.experiture.emulator.internal.lists.StaticLists;
import com.experiture.emulator.internal.metadata.MetadataApi;
import com.experiture.emulator.internal.protocol.ApiCall;
import com.experiture.emulator.internal.protocol.Behaviors;
import com.experiture.emulator.internal.protocol.CallHandler;
import com.experiture.emulator.internal.records.RecordsApi;
import com.experiture.emulator.internal.store.StoredSchema;
import com.experiture.emulator.internal.store.WorkspaceStore;
import com.experiture.emulator.internal.upload.UploadSlots;

/**
 * The content of the workspace, and the API families that work on it.
 */
public final class Backend {

	private final WorkspaceStore workspace;

	private final StaticLists lists = new StaticLists();

	private final AudienceStore audiences;

	private final CampaignStore campaigns = new CampaignStore();

	private final TemplateStore templates = new TemplateStore();

	private final RecordsApi records;

	private final ImportsApi imports;

	private final Map<Endpoint, CallHandler> handlers = new EnumMap<>(Endpoint.class);

	/**
	 * Create an empty workspace.
	 * @param schemas the objects
	 * @param behaviors the behaviors
	 * @param slots the slots that import files are uploaded to
	 * @param uploadOrigin returns the origin of the upload URL that a call creates
	 */
	Backend(Collection<StoredSchema> schemas, Behaviors behaviors, UploadSlots slots,
			Function<ApiCall, String> uploadOrigin) {
		this.workspace = new WorkspaceStore(schemas);
		this.audiences = new AudienceStore(this.workspace);
		this.records = new RecordsApi(this.workspace, behaviors);
		this.imports = new ImportsApi(new ImportTargets(this.workspace, this.lists, this.audiences), behaviors, slots,
				uploadOrigin);
		this.handlers.putAll(this.records.handlers());
		this.handlers.putAll(this.imports.handlers());
		this.handlers.putAll(new MetadataApi(this.workspace).handlers());
		this.handlers.putAll(new ListsApi(this.lists, behaviors).handlers());
		this.handlers.putAll(new AudiencesApi(this.audiences).handlers());
		this.handlers
			.putAll(new CampaignsApi(this.campaigns, new ContentBinding(this.templates), new ScheduleBinding(behaviors))
				.handlers());
		this.handlers
			.putAll(new CampaignLaunchApi(this.campaigns, this.templates, this.audiences, behaviors).handlers());
	}

	Map<Endpoint, CallHandler> handlers() {
		return this.handlers;
	}

	public WorkspaceStore workspace() {
		return this.workspace;
	}

	public StaticLists lists() {
		return this.lists;
	}

	public AudienceStore audiences() {
		return this.audiences;
	}

	public CampaignStore campaigns() {
		return this.campaigns;
	}

	public TemplateStore templates() {
		return this.templates;
	}

	public List<ImportSummary> imports() {
		return this.imports.summaries();
	}

	void clear() {
		this.workspace.clear();
		this.records.clear();
		this.imports.clear();
		this.lists.clear();
		this.audiences.clear();
		this.campaigns.clear();
		this.templates.clear();
	}

}
