package com.experiture.client.campaigns;

import java.util.Map;
import java.util.stream.Stream;

import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Page;
import com.experiture.client.call.PollOptions;

/**
 * Makes campaigns, has them go out and reports on them, and waits for the answers. Must
 * not be called on an event-loop thread. Each call fails with an
 * {@link com.experiture.client.error.ExperitureException}.
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
	 * @param draft what the campaign begins with
	 * @return the campaign
	 */
	Campaign create(CampaignDraft draft);

	/**
	 * List all campaigns, newest first (documented). Needs the scope
	 * {@code campaigns:read}.
	 * @return the campaigns, fetched on demand; to be closed where not all are taken
	 */
	default Stream<Campaign> list() {
		return list(CampaignFilter.all());
	}

	/**
	 * List campaigns, newest first (documented). Needs the scope {@code campaigns:read}.
	 * A campaign that is created meanwhile moves the others on, so that one of them may
	 * come twice.
	 * @param filter which campaigns, and how many with each request
	 * @return the campaigns, fetched on demand; to be closed where not all are taken
	 */
	Stream<Campaign> list(CampaignFilter filter);

	/**
	 * List one page of campaigns, newest first (documented). Needs the scope
	 * {@code campaigns:read}.
	 * @param filter which campaigns, and how many
	 * @param offset how many campaigns to pass over, at least 0
	 * @return the page
	 */
	Page<Campaign> listPage(CampaignFilter filter, long offset);

	/**
	 * Read a campaign (documented). Needs the scope {@code campaigns:read}.
	 * @param id the campaign
	 * @return the campaign
	 */
	Campaign get(String id);

	/**
	 * Change members of a draft (the call is documented, the members and the answer are
	 * assumed). Needs the scope {@code campaigns:update}.
	 * @param id the campaign
	 * @param update what to change
	 * @return the campaign
	 */
	Campaign update(String id, CampaignUpdate update);

	/**
	 * Change members of a draft with a body of the caller's own. Needs the scope
	 * {@code campaigns:update}.
	 * @param id the campaign
	 * @param body a map, a tree or an object
	 * @return the campaign
	 */
	Campaign update(String id, Object body);

	/**
	 * Delete a campaign softly (documented; the answer is not, and is not read). Needs
	 * the scope {@code campaigns:delete}.
	 * @param id the campaign
	 */
	void delete(String id);

	/**
	 * Archive a campaign (the call is documented, the empty body is assumed; the answer
	 * is not documented and not read). Needs the scope {@code campaigns:delete}.
	 * @param id the campaign
	 */
	default void archive(String id) {
		archive(id, Map.of());
	}

	/**
	 * Archive a campaign with a body of the caller's own. Needs the scope
	 * {@code campaigns:delete}.
	 * @param id the campaign
	 * @param body a map, a tree or an object
	 */
	void archive(String id, Object body);

	/**
	 * Copy a campaign into a new draft (the call is documented, the empty body and the
	 * answer are assumed). Needs the scope {@code campaigns:create}.
	 * @param id the campaign
	 * @return the copy
	 */
	default Campaign clone(String id) {
		return clone(id, Map.of());
	}

	/**
	 * Copy a campaign into a new draft of another name (the call is documented, the
	 * member {@code name} and the answer are assumed). Needs the scope
	 * {@code campaigns:create}.
	 * @param id the campaign
	 * @param name the name of the copy, 1 to 255 characters
	 * @return the copy
	 */
	Campaign clone(String id, String name);

	/**
	 * Copy a campaign into a new draft with a body of the caller's own. Needs the scope
	 * {@code campaigns:create}.
	 * @param id the campaign
	 * @param body a map, a tree or an object
	 * @return the copy
	 */
	Campaign clone(String id, Object body);

	/**
	 * Replace the audience of a draft (documented). Needs the scope
	 * {@code campaigns:update}. Fails with a
	 * {@link com.experiture.client.error.NotDraftException} where it is no draft any
	 * more.
	 * @param id the campaign
	 * @param audience whom it goes to
	 * @return the campaign
	 */
	Campaign setAudience(String id, CampaignAudience audience);

	/**
	 * Replace the content of a draft (documented). Needs the scope
	 * {@code campaigns:update}. Fails with a
	 * {@link com.experiture.client.error.NotDraftException} where it is no draft any
	 * more, and with a {@link com.experiture.client.error.ConflictException} where the
	 * template is not published.
	 * @param id the campaign
	 * @param content what it says
	 * @return the campaign
	 */
	Campaign setContent(String id, CampaignContent content);

	/**
	 * Replace the schedule of a draft; this sends nothing (documented). Needs the scope
	 * {@code campaigns:update}. Fails with a
	 * {@link com.experiture.client.error.NotDraftException} where it is no draft any
	 * more.
	 * @param id the campaign
	 * @param schedule when it is to go out
	 * @return the campaign
	 */
	Campaign setSchedule(String id, CampaignSchedule schedule);

	/**
	 * Look for what stands in the way of sending (documented). Needs the scope
	 * {@code campaigns:read}. Blockers are no failure: see
	 * {@link Preflight#allowsSending()}.
	 * @param id the campaign
	 * @return what was found
	 */
	Preflight preflight(String id);

	/**
	 * Have a campaign go out as its schedule says (the call is documented, the empty body
	 * and the answer are assumed). Needs the scope {@code campaigns:schedule}. It is
	 * never repeated after a failure that leaves open whether it took effect, see
	 * {@link com.experiture.client.error.OutcomeUnknownException}.
	 * @param id the campaign
	 * @return the job
	 */
	default CampaignJob schedule(String id) {
		return schedule(id, Map.of());
	}

	/**
	 * Have a campaign go out as its schedule says, with a body of the caller's own. Needs
	 * the scope {@code campaigns:schedule}. It is never repeated after a failure that
	 * leaves open whether it took effect.
	 * @param id the campaign
	 * @param body a map, a tree or an object
	 * @return the job
	 */
	CampaignJob schedule(String id, Object body);

	/**
	 * Send a campaign now (the call is documented, the empty body and the answer are
	 * assumed). Needs the scope {@code campaigns:send}. It is never repeated after a
	 * failure that leaves open whether it took effect, see
	 * {@link com.experiture.client.error.OutcomeUnknownException}.
	 * @param id the campaign
	 * @return the job
	 */
	default CampaignJob send(String id) {
		return send(id, Map.of());
	}

	/**
	 * Send a campaign now, with a body of the caller's own. Needs the scope
	 * {@code campaigns:send}. It is never repeated after a failure that leaves open
	 * whether it took effect.
	 * @param id the campaign
	 * @param body a map, a tree or an object
	 * @return the job
	 */
	CampaignJob send(String id, Object body);

	/**
	 * Read a campaign with all that it is bound to, and its latest sending (documented).
	 * Needs the scope {@code campaigns:read}.
	 * @param id the campaign
	 * @return the summary
	 */
	CampaignSummary getSummary(String id);

	/**
	 * Read how far the sending of a campaign is (the call is documented, its answer is
	 * assumed). Needs the scope {@code campaigns:read}.
	 * @param id the campaign
	 * @return the state as it is now
	 */
	CampaignStatus getStatus(String id);

	/**
	 * Read what became of a campaign's messages (the call is documented, its answer is
	 * assumed). Needs the scope {@code analytics:read}.
	 * @param id the campaign
	 * @return the metrics
	 */
	CampaignMetrics getMetrics(String id);

	/**
	 * Bring a campaign out, step by step: create it, bind audience, content and schedule,
	 * look for what stands in the way, and send or schedule it. Nothing goes out while a
	 * preflight does not allow it. Nothing that was created is deleted.
	 * <p>
	 * With an idempotency key in the options, see {@link #with}, the keys of all steps
	 * are derived from it: the same launch, repeated within 24 hours, writes nothing
	 * twice. A key is for one plan: where a plan has to be changed, go on with
	 * {@link LaunchPlan#builder(String)} and another key.
	 * <p>
	 * A campaign whose sending has begun is not touched. Its state is looked at where the
	 * launch could have been made before: where it names an existing campaign or has a
	 * key.
	 * <p>
	 * Fails with a {@link LaunchFailedException} that says how far it came, and where the
	 * plan breaks a rule with an
	 * {@link com.experiture.client.error.InvalidRequestException} before anything is
	 * sent.
	 * @param plan what to bring out
	 * @return how it ended
	 */
	LaunchOutcome launch(LaunchPlan plan);

	/**
	 * Wait until the sending of a campaign has ended: in the state {@code completed} or
	 * {@code failed} (assumed to be the last ones), or in whatever the wait takes for the
	 * end. The state is read again and again, less often the longer nothing changes.
	 * Failures that may pass, such as broken connections, 429 and 5xx, do not end the
	 * wait. Fails with a {@link com.experiture.client.error.JobTimeoutException} where
	 * the time is up.
	 * @param id the campaign
	 * @param wait how long to wait, and how often to ask
	 * @return the state at the end
	 */
	CampaignStatus awaitExecution(String id, PollOptions<? super CampaignStatus> wait);

}
