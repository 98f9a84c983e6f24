package com.experiture.emulator;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import com.experiture.client.call.Endpoint;

/**
 * Everything behind the calls: what the workspace holds, and the families that work on
 * it.
 */
final class Backend {

	private final Workspace workspace;

	private final StaticLists lists = new StaticLists();

	private final Audiences audiences;

	private final Campaigns campaigns = new Campaigns();

	private final CampaignBindings bindings;

	private final RecordsApi records;

	private final ImportsApi imports;

	private final Routes routes;

	Backend(Collection<CdpObject> objects, EmulatorSettings settings, Faults faults, InstantSource clock,
			Exposure exposure) {
		this.workspace = new Workspace(objects);
		this.audiences = new Audiences(this.workspace);
		this.bindings = new CampaignBindings(settings);
		this.records = new RecordsApi(this.workspace, settings);
		this.imports = new ImportsApi(this.workspace, this.lists, this.audiences, settings, faults, clock, exposure);
		this.routes = new Routes().records(this.records)
			.imports(this.imports)
			.metadata(new MetadataApi(this.workspace))
			.lists(new ListsApi(this.lists, settings))
			.audiences(new AudiencesApi(this.audiences))
			.campaigns(new CampaignsApi(this.campaigns, this.bindings),
					new CampaignRuns(this.campaigns, this.bindings, this.audiences, settings));
	}

	Map<Endpoint, Handler> handlers() {
		return this.routes.handlers();
	}

	Workspace workspace() {
		return this.workspace;
	}

	StaticLists lists() {
		return this.lists;
	}

	Audiences audiences() {
		return this.audiences;
	}

	CampaignBindings bindings() {
		return this.bindings;
	}

	void add(Campaign campaign) {
		this.campaigns.add(campaign);
	}

	Uploads uploads() {
		return this.imports.uploads();
	}

	List<ImportSummary> imports() {
		return this.imports.summaries();
	}

	/**
	 * Return the names of campaigns, oldest first.
	 * @param launched whether those that were sent or scheduled, else the others
	 * @return the names
	 */
	List<String> campaigns(boolean launched) {
		return this.campaigns.locked(() -> this.campaigns.all()
			.stream()
			.filter((campaign) -> (campaign.execution() != null) == launched)
			.map(Campaign::name)
			.toList());
	}

	void clear() {
		this.workspace.clear();
		this.records.clear();
		this.imports.clear();
		this.lists.clear();
		this.audiences.clear();
		this.campaigns.clear();
		this.bindings.clear();
	}

	void stop() {
		this.imports.stop();
	}

}
