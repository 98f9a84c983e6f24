package com.experiture.emulator;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong with a request. Which requests it happens to is said by
 * {@link ExperitureEmulator#faults()}.
 * <p>
 * Faults of the first kind take the place of the call: nothing is processed, unless
 * {@link #afterCommit()} makes them strike after the call was processed as usual, so that
 * its effect is there and the client does not know. Faults of the second kind spoil the
 * answer of a call that is processed in any case; their descriptions begin with «Process
 * the call». Instances are immutable.
 */
public final class Fault {

	private static final Duration FOREVER = Duration.ofDays(1);

	private final String name;

	private final boolean processes;

	private final Effect effect;

	private Fault(String name, boolean processes, Effect effect) {
		this.name = name;
		this.processes = processes;
		this.effect = effect;
	}

	/**
	 * Answer with an error status: with the documented code in the envelope, or for 502,
	 * 503 and 504 with a gateway's HTML page. Codes that are not documented are assumed;
	 * 409 is {@code CDP_ETL.CONFLICT}. The token endpoint and the upload address answer
	 * in their own format.
	 * @param status the HTTP status, 400 or higher
	 * @return the fault
	 */
	public static Fault status(int status) {
		if (status >= 502 && status <= 504) {
			return body(status, "text/html", "<html><body><h1>" + status + "</h1></body></html>");
		}
		return error(status, FaultBodies.code(status));
	}

	/**
	 * Answer with an error status and a code in the envelope.
	 * @param status the HTTP status
	 * @param code the code, such as {@code CDP_ETL.AUTH.TOKEN_EXPIRED}
	 * @return the fault
	 */
	public static Fault error(int status, String code) {
		return instead("status " + status,
				(site, reply, rule) -> site.refuse(new ApiProblem(status, code, "An injected fault", null, null)));
	}

	/**
	 * Answer with 429 {@code CDP_ETL.RATE.LIMITED}, as the documented example has it:
	 * without details, remediation and correlation id in the body.
	 * @param retryAfter the {@code Retry-After} header as it is, a number of seconds, a
	 * date or nonsense; {@code null} for none
	 * @return the fault
	 */
	public static Fault rateLimit(@Nullable String retryAfter) {
		return instead("rate limit", (site, reply, rule) -> {
			Reply refusal = site.refuse(new ApiProblem(429, FaultBodies.code(429), "Too many requests", null, null));
			return (retryAfter != null) ? refusal.with("Retry-After", retryAfter) : refusal;
		});
	}

	/**
	 * Answer with any status and body.
	 * @param status the HTTP status
	 * @param contentType the content type
	 * @param body the body
	 * @return the fault
	 */
	public static Fault body(int status, String contentType, String body) {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		return answer("status " + status, new Reply(status, Map.of("Content-Type", contentType), bytes));
	}

	/**
	 * Answer with a status and neither body nor content type.
	 * @param status the HTTP status
	 * @return the fault
	 */
	public static Fault empty(int status) {
		return answer("empty " + status, new Reply(status, Map.of(), new byte[0]));
	}

	/**
	 * Answer with 307 and another address.
	 * @param location the address
	 * @return the fault
	 */
	public static Fault redirect(URI location) {
		return answer("redirect", new Reply(307, Map.of("Location", location.toString()), new byte[0]));
	}

	/**
	 * Answer with 200 and a valid envelope of any size.
	 * @param bytes the size of the body, which is held in memory
	 * @return the fault
	 */
	public static Fault huge(int bytes) {
		return answer("huge", FaultBodies.json(FaultBodies.huge(bytes)));
	}

	/**
	 * Answer with 200 and a valid envelope that is small on the wire and large when
	 * unpacked, as {@code Content-Encoding: gzip}, asked for or not.
	 * @param bytes the unpacked size, about a thousand times that of the body
	 * @return the fault
	 */
	public static Fault gzipBomb(long bytes) {
		return answer("gzip bomb", FaultBodies.json(FaultBodies.gzipBomb(bytes)).with("Content-Encoding", "gzip"));
	}

	/**
	 * Answer with 200 and an envelope whose data is arrays in arrays.
	 * @param depth how many
	 * @return the fault
	 */
	public static Fault deepJson(int depth) {
		return answer("deep JSON", FaultBodies.json(FaultBodies.deep(depth)));
	}

	/**
	 * Close the connection instead of answering.
	 * @return the fault
	 */
	public static Fault drop() {
		return answer("drop", Reply.none(Delivery.CLOSED));
	}

	/**
	 * Close the connection to an upload address after some bytes of the file, as a server
	 * does that dies. Elsewhere the same as {@link #drop()}.
	 * @param bytes how many bytes of the file are read before; with as many as the file
	 * has, all of it arrived and was not kept
	 * @return the fault
	 */
	public static Fault dropAfter(long bytes) {
		return instead("drop after " + bytes + " bytes", (site, reply, rule) -> {
			site.receive(bytes);
			return Reply.none(Delivery.CLOSED);
		});
	}

	/**
	 * Reset the connection (TCP RST) instead of answering.
	 * @return the fault
	 */
	public static Fault reset() {
		return answer("reset", Reply.none(Delivery.RESET));
	}

	/**
	 * Answer with a status line and behind it bytes that are no HTTP.
	 * @return the fault
	 */
	public static Fault garbled() {
		return answer("garbled", Reply.none(Delivery.GARBLED));
	}

	/**
	 * Give no answer and leave the connection open, until the fault is removed or the
	 * emulator is reset or closed; then the connection is closed. With
	 * {@link #afterCommit()} the call is processed at once and answered in the end. About
	 * 190 requests can be stalled at the same time.
	 * @return the fault
	 */
	public static Fault stall() {
		return instead("stall", (site, reply, rule) -> ((reply != null) ? reply : Reply.none(Delivery.CLOSED))
			.delayed(() -> rule.await(FOREVER)));
	}

	/**
	 * Process the call and answer late. The wait ends early when the fault is removed or
	 * the emulator is reset or closed.
	 * @param delay how long the answer is held back
	 * @return the fault
	 */
	public static Fault delay(Duration delay) {
		return spoiling("delay", (site, reply, rule) -> reply.delayed(() -> rule.await(delay)));
	}

	/**
	 * Process the call and send the answer bit by bit.
	 * @param time how long the body takes; the headers come at once
	 * @return the fault
	 */
	public static Fault trickle(Duration time) {
		return spoiling("trickle", (site, reply, rule) -> reply.trickled(time));
	}

	/**
	 * Process the call, but send a complete HTTP answer whose JSON ends half-way.
	 * @return the fault
	 */
	public static Fault truncated() {
		return spoiling("truncated",
				(site, reply, rule) -> reply.with(Arrays.copyOf(reply.body(), reply.body().length / 2)));
	}

	/**
	 * Process the call, but close the connection in the middle of the body.
	 * @return the fault
	 */
	public static Fault cutOff() {
		return spoiling("cut off", (site, reply, rule) -> reply.with(Delivery.CUT_OFF));
	}

	/**
	 * Process the call and answer as usual, then close the connection, which the client
	 * may have put back into its pool by then.
	 * @return the fault
	 * @see ExperitureEmulator#closeConnections()
	 */
	public static Fault idleClose() {
		return spoiling("idle close", (site, reply, rule) -> reply.with(Delivery.THEN_CLOSED));
	}

	/**
	 * Process the call and add the headers of an endpoint that will go away to the
	 * response, a success or a refusal.
	 * @param deprecation the header {@code Deprecation} as it is, such as
	 * {@code @1688169599} (RFC 9745), {@code true} or a date; {@code null} for none
	 * @param sunset the header {@code Sunset} as it is, such as
	 * {@code Wed, 31 Dec 2025 23:59:59 GMT} (RFC 8594); {@code null} for none
	 * @param link the header {@code Link} as it is, such as
	 * {@code <https://example.com/v2>; rel="successor-version"}; {@code null} for none
	 * @return the fault
	 */
	public static Fault deprecation(@Nullable String deprecation, @Nullable String sunset, @Nullable String link) {
		return spoiling("deprecation", (site, reply, rule) -> {
			Reply announced = (deprecation != null) ? reply.with("Deprecation", deprecation) : reply;
			announced = (sunset != null) ? announced.with("Sunset", sunset) : announced;
			return (link != null) ? announced.with("Link", link) : announced;
		});
	}

	/**
	 * Return this fault, striking after the call was processed.
	 * @return the fault
	 */
	public Fault afterCommit() {
		return this.processes ? this : new Fault(this.name + " after commit", true, this.effect);
	}

	Reply strike(Site site, FaultRule rule) {
		return this.effect.on(site, this.processes ? site.process() : null, rule);
	}

	private static Fault answer(String name, Reply answer) {
		return instead(name, (site, reply, rule) -> answer);
	}

	private static Fault instead(String name, Effect effect) {
		return new Fault(name, false, effect);
	}

	private static Fault spoiling(String name, SpoilingEffect effect) {
		return new Fault(name, true,
				(site, reply, rule) -> effect.on(site, (reply != null) ? reply : site.process(), rule));
	}

	/**
	 * Return the fault's name, as {@link ReceivedRequest#fault()} has it.
	 */
	@Override
	public String toString() {
		return this.name;
	}

	@FunctionalInterface
	private interface Effect {

		Reply on(Site site, @Nullable Reply processed, FaultRule rule);

	}

	@FunctionalInterface
	private interface SpoilingEffect {

		Reply on(Site site, Reply processed, FaultRule rule);

	}

}
