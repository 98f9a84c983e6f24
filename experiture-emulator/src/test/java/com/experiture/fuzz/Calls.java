package com.experiture.fuzz;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import com.experiture.client.ExperitureClient;
import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Endpoint;
import com.experiture.client.campaigns.AudienceRef;
import com.experiture.client.campaigns.CampaignAudience;
import com.experiture.client.campaigns.CampaignContent;
import com.experiture.client.campaigns.CampaignDraft;
import com.experiture.client.campaigns.CampaignFilter;
import com.experiture.client.campaigns.CampaignSchedule;
import com.experiture.client.campaigns.CampaignUpdate;
import com.experiture.client.campaigns.Channel;
import com.experiture.client.imports.ImportMapping;
import com.experiture.client.imports.ImportRequest;
import com.experiture.client.lists.ListUpdate;

/**
 * Every call, and a valid response to it.
 */
final class Calls {

	private static final String ID = "0d8a4a8e-55f5-4f0a-9c1d-3f5e7a1b2c33";

	private static final String RECEIPT = "{'operation':'append','objectName':'#','accepted':true,"
			+ "'acceptedAt':'2026-04-21T15:30:00Z','acceptedRecords':1,'matchKey':'email'}";

	private static final String BATCH = "{'jobId':'#','status':'queued','acceptedRecords':1,'rejectedRecords':1,"
			+ "'results':[{'index':0,'status':'accepted'},{'index':1,'status':'rejected',"
			+ "'error':{'code':'CDP_ETL.X','message':'no','details':{'path':'email','value':'" + HostileText.RECORD
			+ "'}}}]}";

	private static final String IMPORT = "{'jobId':'#','objectName':'profiles','fileName':'p.csv','status':'completed',"
			+ "'totalRows':250000,'processedRows':120000,'acceptedRows':119990,'rejectedRows':10,"
			+ "'createdAt':'2026-04-21T15:30:00Z','completedAt':null}";

	private static final String LIST = "{'id':'#','name':'VIP customers','description':'Spring','type':'static',"
			+ "'containerType':'list','status':'active','memberCount':2,'createdAt':'2026-04-21T15:30:00Z'}";

	private static final String MEMBERS = "{'listId':'#','requested':2,'added':1,'removed':0,'unchanged':1,'memberCount':2}";

	private static final String CAMPAIGN = "{'id':'#','campaignType':'broadcast','name':'Spring','channel':'email',"
			+ "'category':'general','tags':['a','b'],'externalId':'e','metadata':{'owner':'x'},"
			+ "'content':{'templateId':'t','senderProfileId':null,'subjectLine':'s'},"
			+ "'audience':{'include':[{'audienceId':'" + ID + "','type':'audience'}],'exclude':[]},"
			+ "'schedule':{'mode':'at','sendAt':'2026-04-21T15:30:00Z','timezone':'UTC'},'authoringStatus':'draft',"
			+ "'createdAt':'2026-04-20T09:00:00Z','updatedAt':'2026-04-20T09:00:00Z'}";

	private static final String SUMMARY = "{'campaignId':'#','name':'Spring','campaignType':'broadcast','channel':'email',"
			+ "'authoringStatus':'published','createdAt':'2026-04-20T09:00:00Z','updatedAt':'2026-04-20T09:10:00Z',"
			+ "'schedule':{'kind':'one_time','mode':'at','sendAt':'2026-04-21T15:30:00Z','timezone':'UTC','scheduled':true},"
			+ "'audience':{'included':[{'id':'a','name':'Buyers','type':'audience','memberCount':18}],'excluded':[],"
			+ "'reach':{'status':'ok','evaluatedCount':18,'evaluatedAt':'2026-04-20T09:05:00Z','isStale':false}},"
			+ "'content':{'template':{'id':'t','name':'S','status':'published','channel':'email'},'proofStatus':'approved'},"
			+ "'preflight':{'status':'passed','checks':[]},"
			+ "'latestExecution':{'status':'scheduled','lastExecutionAt':null,'counts':{'sent':1}},'links':{'self':'/c'}}";

	private static final String PREFLIGHT = "{'journeyId':'#','versionId':'v','canPublish':false,"
			+ "'evaluatedAt':'2026-04-20T09:05:00Z','summary':{'blockers':1,'warnings':0,'info':0},"
			+ "'issues':[{'severity':'blocker','code':'X','message':'m','step':{'id':'s'},'refs':{'templateId':'t'},"
			+ "'remediation':[{'type':'link','label':'l','href':'/x'}]}],'bindingsPreview':[]}";

	private static final String OBJECT = "{'objectName':'#','displayName':'Profile','pluralDisplayName':'Profiles',"
			+ "'description':'People','objectType':'profile','activeVersion':3,'primaryProfileRoot':true,"
			+ "'ingestion':{'single':true,'jsonBatch':true,'fileImport':true,'defaultWriteMode':'upsert'},"
			+ "'identityKeys':['email'],'fields':[{'name':'email','type':'string','nullable':false},"
			+ "{'name':'tier','type':'string','nullable':true,'enum':['silver','gold']}]}";

	private static final String PREVIEW = "{'audienceId':'#','matchCount':18234,'isExact':true,'executionTimeMs':41,"
			+ "'fieldsUsed':['email','tier'],'sampleRecords':[{'email':'mallory4711@leak.example','tier':'"
			+ HostileText.RECORD + "'}]}";

	private static final String JOB = "{'jobId':'#','campaignId':'" + ID
			+ "','status':'scheduled','scheduledAt':'2026-04-21T15:30:00Z'}";

	private final Map<Endpoint, Call> calls = new EnumMap<>(Endpoint.class);

	private final Map<Endpoint, String> data = new EnumMap<>(Endpoint.class);

	private final Map<Endpoint, Pattern> paths = new EnumMap<>(Endpoint.class);

	Calls() {
		for (Endpoint endpoint : Endpoint.values()) {
			this.paths.put(endpoint, Pattern.compile(endpoint.path().replaceAll("\\{[a-z_]+}", "[^/:]+")));
		}
		recordsAndProfiles();
		importsAndMetadata();
		listsAndAudiences();
		campaigns();
	}

	/**
	 * Make a call and read everything that it returns.
	 */
	@Nullable Object make(Endpoint endpoint, ExperitureClient client, CallOptions options) {
		return call(endpoint).make(client, options);
	}

	private Call call(Endpoint endpoint) {
		Call call = this.calls.get(endpoint);
		if (call == null) {
			throw new IllegalStateException("No call of " + endpoint);
		}
		return call;
	}

	/**
	 * Return the body of a valid response.
	 * @param endpoint the call
	 * @param id a text in the data that distinguishes them from other responses
	 */
	Json valid(Endpoint endpoint, String id) {
		String envelope = "{'success':true,'data':" + this.data.get(endpoint)
				+ ((endpoint == Endpoint.CAMPAIGNS_LIST) ? ",'pagination':{'total':1,'limit':50,'offset':0}" : "")
				+ ",'correlationId':'server-#'}";
		return Json.parse(envelope.replace("#", id));
	}

	boolean hasData(Endpoint endpoint) {
		return !"null".equals(this.data.get(endpoint));
	}

	/**
	 * Return the call of a request.
	 * @param path the path after the base URL, without its query
	 */
	Endpoint endpoint(String method, String path) {
		for (Endpoint endpoint : Endpoint.values()) {
			Pattern pattern = this.paths.get(endpoint);
			if (endpoint.method().name().equals(method) && pattern != null && pattern.matcher(path).matches()) {
				return endpoint;
			}
		}
		throw new IllegalStateException("No endpoint has " + method + " " + path);
	}

	private void recordsAndProfiles() {
		Map<String, String> order = Map.of("order_id", "o-1");
		Map<String, String> profile = Map.of("email", "jane@example.com");
		on(Endpoint.RECORDS_APPEND, RECEIPT, (api, options) -> api.records().with(options).append("orders", order));
		on(Endpoint.RECORDS_UPSERT, RECEIPT,
				(api, options) -> api.records().with(options).upsert("profiles", profile, "email"));
		on(Endpoint.RECORDS_APPEND_BATCH, BATCH,
				(api, options) -> api.records().with(options).appendBatch("orders", List.of(order, order)));
		on(Endpoint.RECORDS_UPSERT_BATCH, BATCH,
				(api, options) -> api.records().with(options).upsertBatch("profiles", List.of(profile), "email"));
		on(Endpoint.RECORDS_GET_JOB, BATCH, (api, options) -> api.records().with(options).getJob("orders", "job_1"));
		on(Endpoint.PROFILES_UPSERT, RECEIPT, (api, options) -> api.profiles().with(options).upsert(profile, "email"));
	}

	private void importsAndMetadata() {
		on(Endpoint.IMPORTS_CREATE,
				"{'jobId':'#','uploadUrl':'https://uploads.example.com/#?X-Amz-Signature=" + HostileText.SIGNATURE
						+ "','expiresAt':'2026-04-21T16:30:00Z','landingPath':'jobs/1/file'}",
				(api, options) -> api.imports()
					.with(options)
					.create(ImportRequest.builder("profiles", "people.csv", 10).build()));
		on(Endpoint.IMPORTS_SUBMIT_MAPPING, IMPORT,
				(api, options) -> api.imports()
					.with(options)
					.submitMapping("imp_1", ImportMapping.ofSameNames(List.of("email"))));
		on(Endpoint.IMPORTS_START, IMPORT, (api, options) -> api.imports().with(options).start("imp_1"));
		on(Endpoint.IMPORTS_GET, IMPORT, (api, options) -> api.imports().with(options).get("imp_1"));
		on(Endpoint.IMPORTS_GET_ERRORS,
				"{'items':[{'row':17,'field':'email','code':'CDP_ETL.X','message':'#','value':'" + HostileText.RECORD
						+ "'}],'page':1,'pageSize':50,'total':1}",
				(api, options) -> api.imports().with(options).getErrors("imp_1").limit(60).toList());
		on(Endpoint.METADATA_LIST_OBJECTS, "{'items':[" + OBJECT + "," + OBJECT + "]}",
				(api, options) -> api.metadata().with(options).listObjects());
		on(Endpoint.METADATA_GET_OBJECT, OBJECT, (api, options) -> api.metadata().with(options).getObject("profiles"));
	}

	private void listsAndAudiences() {
		on(Endpoint.LISTS_CREATE, LIST, (api, options) -> api.lists().with(options).create("VIP"));
		on(Endpoint.LISTS_LIST, "{'items':[" + LIST + "],'page':1,'pageSize':50,'total':1}",
				(api, options) -> api.lists().with(options).listPage(1, 50));
		on(Endpoint.LISTS_GET, LIST, (api, options) -> api.lists().with(options).get("lst_1"));
		on(Endpoint.LISTS_LIST_MEMBERS,
				"{'items':[{'contactKey':'mallory4711@leak.example','recordId':'#','tier':'" + HostileText.RECORD
						+ "'}],'page':1,'pageSize':50,'total':1}",
				(api, options) -> api.lists().with(options).listMembers("lst_1").limit(60).toList());
		on(Endpoint.LISTS_UPDATE, LIST,
				(api, options) -> api.lists().with(options).update("lst_1", ListUpdate.ofDescription("New")));
		on(Endpoint.LISTS_DELETE, "null", (api, options) -> {
			api.lists().with(options).delete("lst_1");
			return null;
		});
		on(Endpoint.LISTS_UPSERT_MEMBERS, MEMBERS,
				(api, options) -> api.lists().with(options).upsertMembers("lst_1", List.of("a@example.com")));
		on(Endpoint.LISTS_REMOVE_MEMBERS, MEMBERS,
				(api, options) -> api.lists().with(options).removeMembers("lst_1", List.of("a@example.com")));
		on(Endpoint.AUDIENCES_PREVIEW, PREVIEW, (api, options) -> api.audiences().with(options).preview(ID, 10));
	}

	private void campaigns() {
		on(Endpoint.CAMPAIGNS_CREATE, CAMPAIGN,
				(api, options) -> api.campaigns()
					.with(options)
					.create(CampaignDraft.builder("Spring", Channel.EMAIL).build()));
		on(Endpoint.CAMPAIGNS_LIST, "[" + CAMPAIGN + "]",
				(api, options) -> api.campaigns().with(options).listPage(CampaignFilter.all(), 0));
		on(Endpoint.CAMPAIGNS_GET, CAMPAIGN, (api, options) -> api.campaigns().with(options).get(ID));
		on(Endpoint.CAMPAIGNS_UPDATE, CAMPAIGN, (api,
				options) -> api.campaigns().with(options).update(ID, CampaignUpdate.builder().name("New").build()));
		on(Endpoint.CAMPAIGNS_DELETE, "null", (api, options) -> {
			api.campaigns().with(options).delete(ID);
			return null;
		});
		on(Endpoint.CAMPAIGNS_ARCHIVE, "null", (api, options) -> {
			api.campaigns().with(options).archive(ID);
			return null;
		});
		on(Endpoint.CAMPAIGNS_CLONE, CAMPAIGN, (api, options) -> api.campaigns().with(options).clone(ID));
		on(Endpoint.CAMPAIGNS_SET_AUDIENCE, CAMPAIGN,
				(api, options) -> api.campaigns()
					.with(options)
					.setAudience(ID, CampaignAudience.of(AudienceRef.audience(ID))));
		on(Endpoint.CAMPAIGNS_SET_CONTENT, CAMPAIGN,
				(api, options) -> api.campaigns().with(options).setContent(ID, CampaignContent.ofTemplate("tpl_1")));
		on(Endpoint.CAMPAIGNS_SET_SCHEDULE, CAMPAIGN,
				(api, options) -> api.campaigns()
					.with(options)
					.setSchedule(ID, CampaignSchedule.at(Instant.parse("2030-04-21T15:30:00Z"))));
		on(Endpoint.CAMPAIGNS_PREFLIGHT, PREFLIGHT, (api, options) -> api.campaigns().with(options).preflight(ID));
		on(Endpoint.CAMPAIGNS_SCHEDULE, JOB, (api, options) -> api.campaigns().with(options).schedule(ID));
		on(Endpoint.CAMPAIGNS_SEND, JOB, (api, options) -> api.campaigns().with(options).send(ID));
		on(Endpoint.CAMPAIGNS_GET_SUMMARY, SUMMARY, (api, options) -> api.campaigns().with(options).getSummary(ID));
		on(Endpoint.CAMPAIGNS_GET_STATUS,
				"{'campaignId':'#','authoringStatus':'published','status':'running','lastExecutionAt':"
						+ "'2026-04-21T15:30:00Z','latestExecution':{'status':'running','counts':{'sent':1}}}",
				(api, options) -> api.campaigns().with(options).getStatus(ID));
		on(Endpoint.CAMPAIGNS_GET_METRICS, "{'campaignId':'#','counts':{'sent':18200,'failed':34}}",
				(api, options) -> api.campaigns().with(options).getMetrics(ID));
	}

	private void on(Endpoint endpoint, String json, Call call) {
		this.calls.put(endpoint, call);
		this.data.put(endpoint, json);
	}

	private interface Call {

		@Nullable Object make(ExperitureClient client, CallOptions options);

	}

}
