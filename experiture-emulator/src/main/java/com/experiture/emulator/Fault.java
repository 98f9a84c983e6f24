package com.experiture.emulator;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

import com.experiture.emulator.internal.fault.FaultBodies;
import com.experiture.emulator.internal.fault.FaultEffect;
import com.experiture.emulator.internal.fault.InjectedFault;
import com.experiture.emulator.internal.protocol.ApiProblem;
import com.experiture.emulator.internal.protocol.Delivery;
import com.experiture.emulator.internal.protocol.ProblemCodes;
import com.experiture.emulator.internal.protocol.RawResponse;

/**
 * Something that goes wrong with a request. {@link ExperitureEmulator#faults()} chooses
 * the requests.
 * <p>
 * Faults of the first kind replace the call: nothing is processed. With
 * {@link #afterCommit()} the call is processed as usual and then the fault is applied, so
 * that the call has its effect and the client does not know it. Faults of the second kind
 * change the response of a call that is processed in any case; their descriptions begin
 * with "Process the call". Instances are immutable.
 */
public final class Fault {

	private static final Duration FOREVER = Duration.ofDays(1);

	private final InjectedFault fault;

	private Fault(InjectedFault fault) {
		this.fault = fault;
	}

	/**
	 * Respond with an error status: with the documented code in the envelope, or for 502,
	 * 503 and 504 with a gateway's HTML page. Codes that are not documented are assumed;
	 * 409 is {@code CDP_ETL.CONFLICT}. The token endpoint and upload URLs respond in
	 * their own format.
	 * @param status the HTTP status, 400 or higher
	 * @return the fault
	 */
	public static Fault status(int status) {
		if (status >= 502 && status <= 504) {
			return body(status, "text/html", "<html><body><h1>" + status + "</h1></body></html>");
		}
		return error(status, ProblemCodes.of(status));
	}

	/**
	 * Respond with an error status and a code in the envelope.
	 * @param status the HTTP status
	 * @param code the code, such as {@code CDP_ETL.AUTH.TOKEN_EXPIRED}
	 * @return the fault
	 */
	public static Fault error(int status, String code) {
		return replacing("status " + status,
				(target, processed, wait) -> target.refuse(ApiProblem.of(status, code, "An injected fault")));
	}

	/**
	 * Respond with 429 {@code CDP_ETL.RATE.LIMITED}, as in the documented example:
	 * without details, remediation and correlation id in the body.
	 * @param retryAfter the {@code Retry-After} header as it is, a number of seconds, a
	 * date or an invalid value; {@code null} for none
	 * @return the fault
	 */
	public static Fault rateLimit(@Nullable String retryAfter) {
		return replacing("rate limit",
				(target, processed, wait) -> withHeader(
						target.refuse(ApiProblem.of(429, ProblemCodes.of(429), "Too many requests")), "Retry-After",
						retryAfter));
	}

	/**
	 * Respond with any status and body.
	 * @param status the HTTP status
	 * @param contentType the content type
	 * @param body the body
	 * @return the fault
	 */
	public static Fault body(int status, String contentType, String body) {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		return responding("status " + status, new RawResponse(status, Map.of("Content-Type", contentType), bytes));
	}

	/**
	 * Respond with a status and neither body nor content type.
	 * @param status the HTTP status
	 * @return the fault
	 */
	public static Fault empty(int status) {
		return responding("empty " + status, new RawResponse(status, Map.of(), new byte[0]));
	}

	/**
	 * Respond with 307 and another URL.
	 * @param location the URL
	 * @return the fault
	 */
	public static Fault redirect(URI location) {
		return responding("redirect", new RawResponse(307, Map.of("Location", location.toString()), new byte[0]));
	}

	/**
	 * Respond with 200 and a valid envelope of any size.
	 * @param bytes the size of the body, which is held in memory
	 * @return the fault
	 */
	public static Fault huge(int bytes) {
		return responding("huge", FaultBodies.json(FaultBodies.huge(bytes)));
	}

	/**
	 * Respond with 200 and a valid envelope that is small on the wire and large when
	 * decompressed, as {@code Content-Encoding: gzip}, whether the client asked for it or
	 * not.
	 * @param bytes the decompressed size, about a thousand times that of the body
	 * @return the fault
	 */
	public static Fault gzipBomb(long bytes) {
		return responding("gzip bomb", FaultBodies.json(FaultBodies.gzipBomb(bytes)).with("Content-Encoding", "gzip"));
	}

	/**
	 * Respond with 200 and an envelope whose data is nested arrays.
	 * @param depth the depth of the nesting
	 * @return the fault
	 */
	public static Fault deepJson(int depth) {
		return responding("deep JSON", FaultBodies.json(FaultBodies.deep(depth)));
	}

	/**
	 * Close the connection instead of responding.
	 * @return the fault
	 */
	public static Fault drop() {
		return responding("drop", RawResponse.none(Delivery.CLOSED));
	}

	/**
	 * Close the connection to an upload URL after some bytes of the file, like a server
	 * that crashes. Elsewhere the same as {@link #drop()}.
	 * @param bytes the number of bytes of the file that are read before; if that is the
	 * whole file, all of it arrived and was not kept
	 * @return the fault
	 */
	public static Fault dropAfter(long bytes) {
		return replacing("drop after " + bytes + " bytes", (target, processed, wait) -> {
			target.receive(bytes);
			return RawResponse.none(Delivery.CLOSED);
		});
	}

	/**
	 * Reset the connection (TCP RST) instead of responding.
	 * @return the fault
	 */
	public static Fault reset() {
		return responding("reset", RawResponse.none(Delivery.RESET));
	}

	/**
	 * Respond with a status line and then with bytes that are not HTTP.
	 * @return the fault
	 */
	public static Fault garbled() {
		return responding("garbled", RawResponse.none(Delivery.GARBLED));
	}

	/**
	 * Do not respond and leave the connection open, until the fault is removed or the
	 * emulator is reset or closed; then close the connection. With {@link #afterCommit()}
	 * the call is processed at once and its response is sent in the end. About 190
	 * requests can be stalled at the same time.
	 * @return the fault
	 */
	public static Fault stall() {
		return replacing("stall",
				(target, processed, wait) -> ((processed != null) ? processed : RawResponse.none(Delivery.CLOSED))
					.delayed(() -> wait.await(FOREVER)));
	}

	/**
	 * Process the call and respond late. The wait ends early if the fault is removed or
	 * the emulator is reset or closed.
	 * @param delay how long the response is delayed
	 * @return the fault
	 */
	public static Fault delay(Duration delay) {
		return changing("delay", (response, wait) -> response.delayed(() -> wait.await(delay)));
	}

	/**
	 * Process the call and send the response bit by bit.
	 * @param time how long the body takes; the headers are sent at once
	 * @return the fault
	 */
	public static Fault trickle(Duration time) {
		return changing("trickle", (response, wait) -> response.trickled(time));
	}

	/**
	 * Process the call, but send a complete HTTP response whose JSON ends half-way.
	 * @return the fault
	 */
	public static Fault truncated() {
		return changing("truncated",
				(response, wait) -> response.with(Arrays.copyOf(response.body(), response.body().length / 2)));
	}

	/**
	 * Process the call, but close the connection in the middle of the body.
	 * @return the fault
	 */
	public static Fault cutOff() {
		return changing("cut off", (response, wait) -> response.with(Delivery.CUT_OFF));
	}

	/**
	 * Process the call and respond as usual, then close the connection. By then the
	 * client may have returned it to its pool.
	 * @return the fault
	 * @see ExperitureEmulator#closeConnections()
	 */
	public static Fault idleClose() {
		return changing("idle close", (response, wait) -> response.with(Delivery.THEN_CLOSED));
	}

	/**
	 * Process the call and add the headers of a deprecated endpoint to the response, a
	 * success or a rejection.
	 * @param deprecation the header {@code Deprecation} as it is, such as
	 * {@code @1688169599} (RFC 9745), {@code true} or a date; {@code null} for none
	 * @param sunset the header {@code Sunset} as it is, such as
	 * {@code Wed, 31 Dec 2025 23:59:59 GMT} (RFC 8594); {@code null} for none
	 * @param link the header {@code Link} as it is, such as
	 * {@code <https://example.com/v2>; rel="successor-version"}; {@code null} for none
	 * @return the fault
	 */
	public static Fault deprecation(@Nullable String deprecation, @Nullable String sunset, @Nullable String link) {
		return changing("deprecation", (response, wait) -> withHeader(
				withHeader(withHeader(response, "Deprecation", deprecation), "Sunset", sunset), "Link", link));
	}

	/**
	 * Return a fault that is applied after the call has been processed.
	 * @return the fault
	 */
	public Fault afterCommit() {
		return new Fault(this.fault.afterCommit());
	}

	InjectedFault injected() {
		return this.fault;
	}

	private static Fault responding(String name, RawResponse response) {
		return replacing(name, (target, processed, wait) -> response);
	}

	private static Fault replacing(String name, FaultEffect effect) {
		return new Fault(new InjectedFault(name, false, effect));
	}

	private static Fault changing(String name, BiFunction<RawResponse, FaultEffect.Wait, RawResponse> change) {
		return new Fault(new InjectedFault(name, true,
				(target, processed, wait) -> change.apply(Objects.requireNonNull(processed), wait)));
	}

	private static RawResponse withHeader(RawResponse response, String header, @Nullable String value) {
		return (value != null) ? response.with(header, value) : response;
	}

	/**
	 * Return the fault's name, as {@link ReceivedRequest#fault()} returns it.
	 */
	@Override
	public String toString() {
		return this.fault.name();
	}

}
