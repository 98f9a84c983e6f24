package com.experiture.client.campaigns;

import java.util.Map;
import java.util.stream.Stream;

import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Page;
import com.experiture.client.call.PollOptions;

/**
 * Creates, changes, schedules and sends campaigns, and reads their results. Blocks until
 * the response is received, so it must not be used on an event-loop thread. Each call
 * fails with an {@link com.experiture.client.error.ExperitureException}.
 *
 * @see ReactiveCampaignsClient
 */
public interface CampaignsClient {

	/**
	 * Return a view of this client whose calls have the given options.
	 * @param options idempotency key, correlation id, timeout
	 * @return a view
	 */
	CampaignsClient with(CallOptions options);

	/**
	 * Create a draft (documented). Needs the scope {@code campaigns:create}.
	 * @param draft the initial fields of the campaign
	 * @return the campaign
	 */
	Campaign create(CampaignDraft draft);

	/**
	 * List all campaigns, newest first (documented). Needs the scope
	 * {@code campaigns:read}.
	 * @return the campaigns, fetched on demand; must be closed if it is not read
	 * completely
	 */
	default Stream<Campaign> list() {
		return list(CampaignFilter.all());
	}

	/**
	 * List campaigns, newest first (documented). Needs the scope {@code campaigns:read}.
	 * If a campaign is created meanwhile, the others move back by one position, so that
	 * one of them can be returned twice.
	 * @param filter which campaigns, and how many with each request
	 * @return the campaigns, fetched on demand; must be closed if it is not read
	 * completely
	 */
	Stream<Campaign> list(CampaignFilter filter);

	/**
	 * List one page of campaigns, newest first (documented). Needs the scope
	 * {@code campaigns:read}.
	 * @param filter which campaigns, and how many
	 * @param offset how many campaigns to skip, at least 0
	 * @return the page
	 */
	Page<Campaign> listPage(CampaignFilter filter, long offset);

	/**
	 * Read a campaign (documented). Needs the scope {@code campaigns:read}.
	 * @param id the id of the campaign
	 * @return the campaign
	 */
	Campaign get(String id);

	/**
	 * Change fields of a draft (the call is documented, the fields and the response are
	 * assumed). Needs the scope {@code campaigns:update}.
	 * @param id the id of the campaign
	 * @param update what to change
	 * @return the campaign
	 */
	Campaign update(String id, CampaignUpdate update);

	/**
	 * Change fields of a draft with a body of your own. Needs the scope
	 * {@code campaigns:update}.
	 * @param id the id of the campaign
	 * @param body a map, a {@link tools.jackson.databind.JsonNode} or an object
	 * @return the campaign
	 */
	Campaign update(String id, Object body);

	/**
	 * Delete a campaign softly (documented; the response is not documented and is
	 * ignored). Needs the scope {@code campaigns:delete}.
	 * @param id the id of the campaign
	 */
	void delete(String id);

	/**
	 * Archive a campaign (the call is documented, the empty body is assumed; the response
	 * is not documented and is ignored). Needs the scope {@code campaigns:delete}.
	 * @param id the id of the campaign
	 */
	default void archive(String id) {
		archive(id, Map.of());
	}

	/**
	 * Archive a campaign with a body of your own. Needs the scope
	 * {@code campaigns:delete}.
	 * @param id the id of the campaign
	 * @param body a map, a {@link tools.jackson.databind.JsonNode} or an object
	 */
	void archive(String id, Object body);

	/**
	 * Copy a campaign into a new draft (the call is documented, the empty body and the
	 * response are assumed). Needs the scope {@code campaigns:create}.
	 * @param id the id of the campaign
	 * @return the copy
	 */
	default Campaign clone(String id) {
		return clone(id, Map.of());
	}

	/**
	 * Copy a campaign into a new draft with another name (the call is documented, the
	 * field {@code name} and the response are assumed). Needs the scope
	 * {@code campaigns:create}.
	 * @param id the id of the campaign
	 * @param name the name of the copy, 1 to 255 characters
	 * @return the copy
	 */
	Campaign clone(String id, String name);

	/**
	 * Copy a campaign into a new draft with a body of your own. Needs the scope
	 * {@code campaigns:create}.
	 * @param id the id of the campaign
	 * @param body a map, a {@link tools.jackson.databind.JsonNode} or an object
	 * @return the copy
	 */
	Campaign clone(String id, Object body);

	/**
	 * Replace the audience of a draft (documented). Needs the scope
	 * {@code campaigns:update}. Fails with a
	 * {@link com.experiture.client.error.NotDraftException} if it is not a draft any
	 * more.
	 * @param id the id of the campaign
	 * @param audience the included and excluded audiences
	 * @return the campaign
	 */
	Campaign setAudience(String id, CampaignAudience audience);

	/**
	 * Replace the content of a draft (documented). Needs the scope
	 * {@code campaigns:update}. Fails with a
	 * {@link com.experiture.client.error.NotDraftException} if it is not a draft any
	 * more, and with a {@link com.experiture.client.error.ConflictException} if the
	 * template is not published.
	 * @param id the id of the campaign
	 * @param content the template, the sender and the subject
	 * @return the campaign
	 */
	Campaign setContent(String id, CampaignContent content);

	/**
	 * Replace the schedule of a draft; this sends nothing (documented). Needs the scope
	 * {@code campaigns:update}. Fails with a
	 * {@link com.experiture.client.error.NotDraftException} if it is not a draft any
	 * more.
	 * @param id the id of the campaign
	 * @param schedule when to send the campaign
	 * @return the campaign
	 */
	Campaign setSchedule(String id, CampaignSchedule schedule);

	/**
	 * Check whether anything prevents a campaign from being sent (documented). Needs the
	 * scope {@code campaigns:read}. Blockers are not a failure: see
	 * {@link Preflight#allowsSending()}.
	 * @param id the id of the campaign
	 * @return the result of the preflight
	 */
	Preflight preflight(String id);

	/**
	 * Schedule a campaign: it is sent as its schedule says (the call is documented, the
	 * empty body and the response are assumed). Needs the scope
	 * {@code campaigns:schedule}. It is never repeated after a failure that leaves open
	 * whether it took effect, see
	 * {@link com.experiture.client.error.OutcomeUnknownException}.
	 * @param id the id of the campaign
	 * @return the job
	 */
	default CampaignJob schedule(String id) {
		return schedule(id, Map.of());
	}

	/**
	 * Schedule a campaign with a body of your own. Needs the scope
	 * {@code campaigns:schedule}. It is never repeated after a failure that leaves open
	 * whether it took effect.
	 * @param id the id of the campaign
	 * @param body a map, a {@link tools.jackson.databind.JsonNode} or an object
	 * @return the job
	 */
	CampaignJob schedule(String id, Object body);

	/**
	 * Send a campaign now (the call is documented, the empty body and the response are
	 * assumed). Needs the scope {@code campaigns:send}. It is never repeated after a
	 * failure that leaves open whether it took effect, see
	 * {@link com.experiture.client.error.OutcomeUnknownException}.
	 * @param id the id of the campaign
	 * @return the job
	 */
	default CampaignJob send(String id) {
		return send(id, Map.of());
	}

	/**
	 * Send a campaign now, with a body of your own. Needs the scope
	 * {@code campaigns:send}. It is never repeated after a failure that leaves open
	 * whether it took effect.
	 * @param id the id of the campaign
	 * @param body a map, a {@link tools.jackson.databind.JsonNode} or an object
	 * @return the job
	 */
	CampaignJob send(String id, Object body);

	/**
	 * Read a campaign with its audience, content and schedule, and its latest execution
	 * (documented). Needs the scope {@code campaigns:read}.
	 * @param id the id of the campaign
	 * @return the summary
	 */
	CampaignSummary getSummary(String id);

	/**
	 * Read the progress of a campaign's execution (the call is documented, its response
	 * is assumed). Needs the scope {@code campaigns:read}.
	 * @param id the id of the campaign
	 * @return the current status
	 */
	CampaignStatus getStatus(String id);

	/**
	 * Read the counts of a campaign's messages (the call is documented, its response is
	 * assumed). Needs the scope {@code analytics:read}.
	 * @param id the id of the campaign
	 * @return the metrics
	 */
	CampaignMetrics getMetrics(String id);

	/**
	 * Launch a campaign step by step: create it, set its audience, content and schedule,
	 * run the preflight, and send or schedule it. Nothing is sent unless the preflight
	 * allows it. Nothing that was created is deleted.
	 * <p>
	 * With an idempotency key in the options, see {@link #with}, the keys of all steps
	 * are derived from it: the same launch, repeated within 24 hours, writes nothing
	 * twice. A key is for one plan: if a plan must be changed, continue with
	 * {@link LaunchPlan#builder(String)} and another key.
	 * <p>
	 * A campaign whose execution has begun is not changed. Its state is read if it can
	 * have been launched before: if the plan names an existing campaign, or the options
	 * have a key.
	 * <p>
	 * Fails with a {@link LaunchFailedException} that names the failed and the completed
	 * steps. Fails with an {@link com.experiture.client.error.InvalidRequestException}
	 * before anything is sent if the plan breaks a rule.
	 * @param plan what to launch
	 * @return the outcome
	 */
	LaunchOutcome launch(LaunchPlan plan);

	/**
	 * Wait until the execution of a campaign has ended: in the state {@code completed} or
	 * {@code failed} (assumed to be the final ones), or as the options define. The status
	 * is polled, less often the longer nothing changes. Transient failures such as lost
	 * connections, 429 and 5xx do not end the wait. Fails with a
	 * {@link com.experiture.client.error.JobTimeoutException} if the timeout elapses.
	 * @param id the id of the campaign
	 * @param wait the timeout and the intervals
	 * @return the final status
	 */
	CampaignStatus awaitExecution(String id, PollOptions<? super CampaignStatus> wait);

}
