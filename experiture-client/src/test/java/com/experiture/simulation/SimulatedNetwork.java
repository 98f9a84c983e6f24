package com.experiture.simulation;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;

import com.experiture.client.call.EndpointClass;
import com.experiture.client.settings.RateLimit;
import com.experiture.simulation.Fault.Point;
import com.experiture.simulation.ModelServer.Reply;
import com.experiture.simulation.ModelServer.Request;

/**
 * The network between the client and the model server, with delays and faults that the
 * seed determines.
 */
final class SimulatedNetwork implements ClientHttpConnector {

	static final URI BASE_URL = URI.create("https://api.example.com/public/v1");

	static final URI TOKEN_URI = URI.create("https://auth.example.com/token");

	private final RandomGenerator random;

	private final VirtualTime time;

	private final ModelServer server;

	private final Faults faults;

	private final Checks checks;

	private final EventLog events;

	private final Buffers buffers = new Buffers();

	private final Function<String, Duration> retryAfter;

	private final Map<EndpointClass, Long> pausedUntil = new EnumMap<>(EndpointClass.class);

	private final Map<EndpointClass, RateLimit> limits;

	private final Map<EndpointClass, Deque<Long>> sent = new EnumMap<>(EndpointClass.class);

	private final boolean slowTokens;

	private final Set<String> ambiguousSends = new HashSet<>();

	private int exchanges;

	private int requests;

	private int open;

	private int openForTokens;

	private boolean clientClosed;

	/**
	 * Create a network.
	 * @param limits the configured limits of the client
	 * @param slowTokens whether the token endpoint is slow
	 * @param retryAfter parses the header in the same way as the client
	 */
	SimulatedNetwork(RandomGenerator random, VirtualTime time, ModelServer server, Faults faults, Checks checks,
			EventLog events, Map<EndpointClass, RateLimit> limits, boolean slowTokens,
			Function<String, Duration> retryAfter) {
		this.random = random;
		this.time = time;
		this.server = server;
		this.faults = faults;
		this.checks = checks;
		this.events = events;
		this.limits = limits;
		this.slowTokens = slowTokens;
		this.retryAfter = retryAfter;
	}

	Buffers buffers() {
		return this.buffers;
	}

	/**
	 * Return the number of requests to the API, without token requests.
	 */
	int requests() {
		return this.requests;
	}

	/**
	 * Return how many connections are in use.
	 */
	int open() {
		return this.open;
	}

	void forgetLimits() {
		this.pausedUntil.clear();
		this.sent.clear();
	}

	void clientClosed() {
		this.clientClosed = true;
	}

	@Override
	public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> requestCallback) {
		return Mono.create((sink) -> new Exchange(method, uri, requestCallback, sink).begin());
	}

	private Duration latency() {
		if (this.server.isUnlimited()) {
			return Duration.ofMillis(1);
		}
		double random = this.random.nextDouble();
		return Duration.ofNanos(100_000 + (long) (200e6 * random * random * random * random));
	}

	private static EndpointClass endpointClass(String path) {
		if (path.endsWith("-batch")) {
			return EndpointClass.BATCH_WRITE;
		}
		if (path.endsWith("/append") || path.endsWith("/upsert")) {
			return EndpointClass.SINGLE_WRITE;
		}
		return path.endsWith("-jobs") ? EndpointClass.CAMPAIGN_SEND : EndpointClass.READ;
	}

	/**
	 * One request and its response, on a connection of its own.
	 */
	final class Exchange {

		private final HttpMethod method;

		private final URI uri;

		private final Function<? super ClientHttpRequest, Mono<Void>> callback;

		private final MonoSink<ClientHttpResponse> sink;

		private final @Nullable EndpointClass endpointClass;

		private final String path;

		private final String name;

		private final Fault fault;

		private boolean released;

		private boolean cancelled;

		private @Nullable Reply reply;

		private @Nullable Duration pause;

		Exchange(HttpMethod method, URI uri, Function<? super ClientHttpRequest, Mono<Void>> callback,
				MonoSink<ClientHttpResponse> sink) {
			this.method = method;
			this.uri = uri;
			this.callback = callback;
			this.sink = sink;
			boolean token = uri.equals(TOKEN_URI);
			this.path = token ? "/token" : uri.getPath().substring(BASE_URL.getPath().length());
			this.endpointClass = token ? null : endpointClass(this.path);
			this.fault = SimulatedNetwork.this.faults.next(token, this.endpointClass == EndpointClass.BATCH_WRITE);
			this.name = "#" + ++SimulatedNetwork.this.exchanges;
			SimulatedNetwork.this.requests += token ? 0 : 1;
		}

		void begin() {
			SimulatedNetwork.this.open++;
			if (this.endpointClass == null) {
				SimulatedNetwork.this.checks.that(SimulatedNetwork.this.openForTokens++ == 0,
						"there is one token request at a time", "%s", this.name);
			}
			note("%s → %s %s%s", this.name, this.method.name(), this.path, this.fault);
			checkPause();
			checkLimit();
			this.sink.onDispose(() -> {
				if (this.reply == null) {
					this.cancelled = true;
				}
			});
			this.sink.onCancel(() -> {
				note("%s cancelled", this.name);
				this.cancelled = true;
				release();
			});
			boolean slow = this.endpointClass == null && SimulatedNetwork.this.slowTokens
					&& !SimulatedNetwork.this.server.isUnlimited();
			Duration extra = slow ? Duration.ofMillis(SimulatedNetwork.this.random.nextInt(2_000)) : Duration.ZERO;
			SimulatedNetwork.this.time.after(latency().plus(extra), this::connected);
		}

		private void checkPause() {
			if (this.endpointClass == null) {
				return;
			}
			SimulatedNetwork.this.checks.that(!SimulatedNetwork.this.clientClosed, "nothing is sent by a closed client",
					"%s %s", this.name, this.path);
			SimulatedNetwork.this.checks.that(!SimulatedNetwork.this.ambiguousSends.contains(this.path),
					"a send is never repeated after an ambiguous attempt", "%s %s", this.name, this.path);
			Long until = SimulatedNetwork.this.pausedUntil.get(this.endpointClass);
			SimulatedNetwork.this.checks.that(until == null || SimulatedNetwork.this.time.nanos() - until >= 0,
					"nothing is sent in a pause", "%s %s, the pause ends at %s", this.name, this.path, until);
		}

		private void checkLimit() {
			RateLimit limit = (this.endpointClass != null) ? SimulatedNetwork.this.limits.get(this.endpointClass)
					: null;
			if (limit == null || limit.permits() == null) {
				return;
			}
			Deque<Long> sent = SimulatedNetwork.this.sent.computeIfAbsent(this.endpointClass,
					(ignored) -> new ArrayDeque<>());
			long now = SimulatedNetwork.this.time.nanos();
			sent.add(now);
			while (now - sent.getFirst() >= limit.period().toNanos()) {
				sent.removeFirst();
			}
			SimulatedNetwork.this.checks.that(sent.size() <= limit.permits() + 1, "configured limits are kept",
					"%s %s is the %sth request within a period of %s permits", this.name, this.path, sent.size(),
					limit.permits());
		}

		private void connected() {
			if (this.cancelled) {
				return;
			}
			if (this.fault.point() == Point.CONNECT) {
				fail(new ConnectException("Connection refused"));
				return;
			}
			if (this.endpointClass == EndpointClass.CAMPAIGN_SEND) {
				SimulatedNetwork.this.ambiguousSends.add(this.path);
			}
			SimulatedRequest request = new SimulatedRequest(this.method, this.uri, SimulatedNetwork.this.buffers);
			this.callback.apply(request)
				.contextWrite(this.sink.contextView())
				.subscribe(null, this::error, () -> later(() -> arrived(request)));
		}

		private void arrived(SimulatedRequest request) {
			if (this.fault.point() == Point.REQUEST) {
				fail(new IOException("Connection reset by peer"));
				return;
			}
			// A cancelled request in flight can still arrive. Upserts do not, because no
			// client could keep their order.
			if (this.cancelled && (this.path.contains("/upsert") || SimulatedNetwork.this.random.nextBoolean())) {
				return;
			}
			Request arrived = new Request(this.method.name(), this.path, this.endpointClass, request.token(),
					request.getHeaders().getFirst("Idempotency-Key"), request.body());
			Reply reply = SimulatedNetwork.this.server.handle(arrived, this.fault);
			note("%s ← %s %s%s", this.name, reply.status(), reply.body(),
					(reply.retryAfter() != null) ? " Retry-After: " + reply.retryAfter() : "");
			if (this.fault.point() == Point.RESPONSE) {
				fail(new IOException("Connection reset by peer"));
			}
			else {
				later(() -> respond(reply));
			}
		}

		private void respond(Reply reply) {
			if (this.cancelled) {
				return;
			}
			this.reply = reply;
			// The client parses a date when it receives the head, and the clock can step
			// before it receives the body.
			this.pause = (reply.retryAfter() != null) ? SimulatedNetwork.this.retryAfter.apply(reply.retryAfter())
					: null;
			this.sink.success(new SimulatedResponse(this, reply));
		}

		/**
		 * Return the body, which a fault can truncate.
		 */
		byte[] body(Reply reply) {
			byte[] bytes = reply.bytes();
			return switch (this.fault.point()) {
				case BODY -> Arrays.copyOf(bytes, bytes.length / 2);
				case JSON -> Arrays.copyOf(bytes, bytes.length - 1 - bytes.length / 3);
				default -> bytes;
			};
		}

		/**
		 * Return whether the connection is lost after the body.
		 */
		boolean breaksOff() {
			return this.fault.point() == Point.BODY;
		}

		boolean hangs() {
			return this.fault.hangs();
		}

		Buffers buffers() {
			return SimulatedNetwork.this.buffers;
		}

		/**
		 * The client has read the whole response.
		 */
		void read(Reply reply) {
			release();
			if (reply.status() >= 400 && reply.status() < 500) {
				SimulatedNetwork.this.ambiguousSends.remove(this.path);
			}
			if (reply.status() == 429 && this.endpointClass != null && this.pause != null
					&& this.fault.point() != Point.JSON) {
				long until = SimulatedNetwork.this.time.nanos() + this.pause.toNanos();
				SimulatedNetwork.this.pausedUntil.merge(this.endpointClass, until, Math::max);
			}
		}

		void later(Runnable task) {
			SimulatedNetwork.this.time.after(latency(), task);
		}

		/**
		 * Release the connection.
		 */
		void release() {
			if (!this.released) {
				this.released = true;
				SimulatedNetwork.this.open--;
				SimulatedNetwork.this.openForTokens -= (this.endpointClass == null) ? 1 : 0;
			}
		}

		private void fail(IOException failure) {
			if (!this.fault.hangs()) {
				later(() -> error(failure));
			}
		}

		private void error(Throwable failure) {
			if (!this.cancelled) {
				note("%s ✗ %s", this.name, failure.getMessage());
				release();
				this.cancelled = true;
				this.sink.error(failure);
			}
		}

		private void note(String what, Object... parts) {
			SimulatedNetwork.this.events.add(what, parts);
		}

	}

}
