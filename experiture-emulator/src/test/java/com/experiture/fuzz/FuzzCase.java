package com.experiture.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import com.experiture.client.call.Endpoint;
import com.experiture.fuzz.Draft.Ending;
import com.experiture.fuzz.HostileServer.Delivery;
import com.experiture.fuzz.Mutation.Stage;

/**
 * One mutated response, which the seed determines completely.
 *
 * @param seed the seed
 * @param target the server whose response is mutated
 * @param endpoint the call that is made
 * @param next the valid call after it
 * @param mutations the mutations, by their position
 * @param repeated whether further attempts receive the same response or a valid one
 * @param bytes the bytes of the response
 * @param pieces the positions at which the bytes are divided into writes
 * @param ending what the server does afterwards
 * @param refusal whether the response may state that the request was rejected
 */
record FuzzCase(long seed, Target target, Endpoint endpoint, Endpoint next, List<String> mutations, boolean repeated,
		byte[] bytes, List<Integer> pieces, Ending ending, boolean refusal) {

	private static final List<Endpoint> SENDS = List.of(Endpoint.CAMPAIGNS_SEND, Endpoint.CAMPAIGNS_SCHEDULE);

	/**
	 * Create the case of a seed.
	 * @param seed the seed
	 * @param dropped the positions of mutations that are omitted
	 * @param calls supplies the valid responses
	 */
	static FuzzCase of(long seed, Set<Integer> dropped, Calls calls) {
		Choices choices = new Choices(seed);
		Choices basis = choices.split();
		Choices delivery = choices.split();
		Target target = basis.of(Target.TIMES);
		Endpoint endpoint = basis.percent(10) ? basis.of(SENDS) : basis.of(Endpoint.values());
		Endpoint next = basis.of(Endpoint.values());
		Draft draft = draft(target, endpoint, seed, basis, calls);
		List<Mutation> mutations = new ArrayList<>();
		List<Choices> parts = new ArrayList<>();
		for (int i = choices.of(1, 1, 1, 2, 2, 3, 4); i > 0; i--) {
			mutations.add(Mutation.any(choices));
			parts.add(choices.split());
		}
		List<String> applied = new ArrayList<>();
		for (Stage stage : Stage.values()) {
			draft.enter(stage);
			for (int i = 0; i < mutations.size(); i++) {
				if (mutations.get(i).stage() == stage && !dropped.contains(i)) {
					mutations.get(i).apply(draft, parts.get(i));
					applied.add(i + ":" + mutations.get(i).name());
				}
			}
		}
		boolean repeated = delivery.percent(40);
		Ending ending = ending(draft, delivery);
		// A send is not retried if its connection was reset before.
		boolean unsteady = ending == Ending.RESET || (target == Target.TOKEN && ending == Ending.HOLD);
		return new FuzzCase(seed, target, endpoint, (unsteady && SENDS.contains(next)) ? Endpoint.CAMPAIGNS_GET : next,
				applied, repeated, draft.wire, pieces(draft.wire.length, delivery), ending, draft.refusal);
	}

	/**
	 * Create a case with a complete response without mutations.
	 */
	static FuzzCase of(long seed, Endpoint endpoint, int status, String json) {
		return new FuzzCase(seed, Target.API, endpoint, endpoint, List.of(), true, Delivery.of(status, json).bytes(),
				List.of(), Ending.KEEP, true);
	}

	private static Draft draft(Target target, Endpoint endpoint, long seed, Choices choices, Calls calls) {
		boolean gzip = choices.percent(25);
		boolean chunked = choices.percent(50);
		if (target == Target.TOKEN) {
			Draft draft = new Draft(200, Json.parse("{'access_token':'" + HostileText.TOKEN + "-" + seed
					+ "','token_type':'Bearer','expires_in':3600,'scope':'a b'}"), gzip, chunked);
			if (choices.percent(30)) {
				draft = new Draft(choices.of(400, 401, 403, 500, 503),
						Json.parse("{'error':'invalid_client','error_description':'" + HostileText.SECRET + "'}"), gzip,
						chunked);
			}
			return draft;
		}
		if (target == Target.UPLOAD) {
			return new Draft(choices.of(200, 200, 204, 400, 403, 500), Json.raw(choices.of("",
					"<Error><Code>AccessDenied</Code><RequestId>" + HostileText.SIGNATURE + "</RequestId></Error>")),
					false, chunked);
		}
		if (choices.percent(70)) {
			Draft draft = new Draft(200, calls.valid(endpoint, "mutated-" + seed), gzip, chunked);
			draft.header("x-correlation-id", "server-mutated-" + seed);
			return draft;
		}
		return new Draft(choices.of(400, 401, 403, 404, 409, 413, 422, 429, 500, 502, 503, 504),
				Json.parse("{'success':false,'error':{'code':'CDP_ETL.VALIDATION.REQUEST_INVALID','message':'m',"
						+ "'details':{'path':'records[2].email','value':'" + HostileText.RECORD
						+ "'},'remediation':'r'},'correlationId':'server-mutated-" + seed + "'}"),
				gzip, chunked);
	}

	private static Ending ending(Draft draft, Choices choices) {
		Ending ending = draft.ending;
		if (ending != null) {
			return ending;
		}
		return draft.incomplete
				? choices.of(Ending.CLOSE, Ending.CLOSE, Ending.CLOSE, Ending.CLOSE, Ending.RESET, Ending.HOLD)
				: Ending.KEEP;
	}

	private static List<Integer> pieces(int length, Choices choices) {
		Set<Integer> cuts = new TreeSet<>();
		if (length > 1 && choices.percent(30)) {
			for (int i = choices.of(1, 2, 20); i > 0; i--) {
				cuts.add(choices.between(1, length - 1));
			}
		}
		return List.copyOf(cuts);
	}

	boolean isSend() {
		return SENDS.contains(this.endpoint);
	}

	@Override
	public String toString() {
		return this.target + " response to " + this.endpoint + ", mutations " + this.mutations
				+ (this.repeated ? ", to every attempt" : ", to the first attempt") + ", then " + this.ending
				+ ", next call " + this.next;
	}

	/**
	 * The server whose response is mutated.
	 */
	enum Target {

		/** The API. */
		API,

		/** The token endpoint. */
		TOKEN,

		/** The storage that files are uploaded to. */
		UPLOAD;

		private static final List<Target> TIMES = List.of(API, API, API, API, API, API, API, API, API, API, API, API,
				API, API, API, API, API, TOKEN, TOKEN, UPLOAD);

	}

}
