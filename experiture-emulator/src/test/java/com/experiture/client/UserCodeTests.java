package com.experiture.client;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.ClientRequestObservationConvention;
import org.springframework.web.reactive.function.client.DefaultClientRequestObservationConvention;

import com.experiture.client.bulk.BulkOptions;
import com.experiture.client.bulk.RecordSource;
import com.experiture.client.call.Endpoint;
import com.experiture.client.call.EndpointClass;
import com.experiture.client.connection.ConnectionSettings;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.imports.ImportOptions;
import com.experiture.client.observation.CallObservationContext;
import com.experiture.client.observation.CallObservationConvention;
import com.experiture.client.observation.ClientListener;
import com.experiture.client.settings.RateLimit;
import com.experiture.client.writer.RecordWriter;
import com.experiture.client.writer.WriterOptions;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Code of the application that throws, at each place where the client calls it.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class UserCodeTests {

	private final ExperitureEmulator emulator = ExperitureEmulator.start();

	private ExperitureClient client;

	private ExperitureClientBuilder builder;

	@BeforeEach
	void describeClient() {
		this.builder = Clients.of(this.emulator)
			.callTimeout(Duration.ofSeconds(20))
			.connections(new ConnectionSettings(Duration.ofSeconds(5), 2, 100, Duration.ofSeconds(10),
					Duration.ofSeconds(20), true));
	}

	@AfterEach
	void close() {
		if (this.client != null) {
			this.client.close();
		}
		this.emulator.close();
	}

	static Stream<Throwable> failures() {
		return Stream.of(new IllegalStateException("planted"), new AssertionError("planted"),
				new NoClassDefFoundError("planted"), new StackOverflowError("planted"),
				new java.io.IOException("planted"));
	}

	static Stream<Arguments> places() {
		return failures().flatMap((failure) -> Stream.of(
				place("listener", failure, (builder) -> builder.listener(throwing(ClientListener.class, failure))),

				place("convention, names", failure,
						(builder) -> builder.observationRegistry(observed())
							.observationConvention(convention(failure, 0))),
				place("convention, low", failure,
						(builder) -> builder.observationRegistry(observed())
							.observationConvention(convention(failure, 1))),
				place("convention, high", failure,
						(builder) -> builder.observationRegistry(observed())
							.observationConvention(convention(failure, 2))),
				place("handler, start", failure, (builder) -> builder.observationRegistry(handled(failure, 0))),
				place("handler, stop", failure, (builder) -> builder.observationRegistry(handled(failure, 1))),
				place("handler, error and event", failure,
						(builder) -> builder.observationRegistry(handled(failure, 2))),
				place("handler, scope", failure, (builder) -> builder.observationRegistry(handled(failure, 3))),
				place("convention of the exchange", failure, (builder) -> builder.observationRegistry(observed())
					.webClient((webClient) -> webClient.observationConvention(exchange(failure))))));
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("places")
	void ignoresFailureOfObservingCode(String place, Throwable failure, Consumer<ExperitureClientBuilder> plant) {
		plant.accept(this.builder);
		this.client = this.builder
			.rateLimit(EndpointClass.SINGLE_WRITE, new RateLimit(1000, Duration.ofSeconds(1), 100))
			.build();
		List<?> receipts = Flux.range(0, 30)
			.flatMap((i) -> this.client.reactive().records().append("orders", order(i)), 10)
			.collectList()
			.block(Duration.ofSeconds(30));
		assertThat(receipts).hasSize(30);
		this.emulator.faults().on(Endpoint.RECORDS_APPEND).times(1).inject(Fault.status(503));
		this.client.records().append("orders", order(30));
		this.emulator.faults().on(Endpoint.RECORDS_APPEND).times(1).inject(Fault.error(403, "CDP_ETL.AUTH.FORBIDDEN"));
		assertThatExceptionOfType(com.experiture.client.error.ForbiddenException.class)
			.isThrownBy(() -> this.client.records().append("orders", order(31)));
		assertThat(this.client.records()
			.appendAll("orders", RecordSource.of(orders(32, 8)), BulkOptions.defaults())
			.accepted()).isEqualTo(8);
		try (RecordWriter writer = this.client.records().writer(WriterOptions.defaults())) {
			assertThat(writer.append("orders", order(40))).succeedsWithin(Duration.ofSeconds(20));
		}
		assertThat(this.emulator.count("orders")).isEqualTo(40);
	}

	@ParameterizedTest
	@MethodSource("failures")
	void ignoresFailingProgressListeners(Throwable failure) {
		this.client = this.builder.build();
		assertThat(this.client.records()
			.appendAll("orders", RecordSource.of(orders(0, 20)),
					BulkOptions.builder().batchSize(5, 100_000).onProgress((progress) -> sneakyThrow(failure)).build())
			.accepted()).isEqualTo(20);
		assertThat(this.client.imports()
			.importRecords(Flux.just(Map.of("email", "jane@example.com")),
					ImportOptions.builder("profiles").onProgress((progress) -> sneakyThrow(failure)).build())
			.acceptedRows()).isEqualTo(1);
	}

	@ParameterizedTest
	@MethodSource("failures")
	void ignoresSourceThatFailsOnClose(Throwable failure) {
		this.client = this.builder.build();
		Stream<?> records = orders(0, 20).stream().onClose(() -> sneakyThrow(failure));
		assertThat(
				this.client.records().appendAll("orders", RecordSource.of(records), BulkOptions.defaults()).accepted())
			.isEqualTo(20);
	}

	@ParameterizedTest
	@MethodSource("failures")
	void completesWritesIfUndeliveredRecordsHandlerFails(Throwable failure) {
		this.client = this.builder.build();
		this.emulator.faults()
			.on(Endpoint.RECORDS_APPEND_BATCH)
			.times(1)
			.inject(Fault.error(403, "CDP_ETL.AUTH.FORBIDDEN"));
		try (RecordWriter writer = this.client.records()
			.writer(WriterOptions.builder().onUndelivered((records) -> sneakyThrow(failure)).build())) {
			assertThat(writer.append("orders", order(1))).failsWithin(Duration.ofSeconds(20));
			assertThat(writer.append("orders", order(2))).succeedsWithin(Duration.ofSeconds(20));
		}
	}

	static Stream<Arguments> codeOfTheCall() {
		return failures().flatMap((failure) -> Stream.of(
				place("credentials", failure, (builder) -> builder.credentials(() -> sneakyThrow(failure))),
				place("token provider", failure,
						(builder) -> builder
							.tokenProvider(throwing(com.experiture.client.auth.TokenProvider.class, failure))),
				place("filter", failure,
						(builder) -> builder
							.webClient((webClient) -> webClient.filter((request, next) -> sneakyThrow(failure)))),
				place("filter, later", failure, (builder) -> builder.webClient(
						(webClient) -> webClient.filter((request, next) -> Mono.defer(() -> sneakyThrow(failure))))),
				place("customizer", failure, (builder) -> builder.webClient((webClient) -> sneakyThrow(failure))),
				place("builder of the WebClient", failure,
						(builder) -> builder.webClientBuilder(() -> sneakyThrow(failure))),
				place("connector", failure, (builder) -> builder.connector((connections) -> sneakyThrow(failure))),
				place("record mapper", failure, (builder) -> builder.recordMapper((mapper) -> sneakyThrow(failure)))));
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("codeOfTheCall")
	void failsCallAtOnceIfRequiredCodeFails(String place, Throwable failure, Consumer<ExperitureClientBuilder> plant) {
		plant.accept(this.builder);
		this.client = this.builder.build();
		for (int i = 0; i < 3; i++) {
			long start = System.nanoTime();
			assertThatExceptionOfType(ExperitureException.class)
				.isThrownBy(() -> this.client.records().append("orders", order(1)));
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
		}
		assertThat(this.emulator.count("orders")).isZero();
	}

	@ParameterizedTest
	@MethodSource("failures")
	void failsImportIfPublisherThrows(Throwable failure) {
		this.client = this.builder.build();
		Iterable<Object> broken = () -> new Iterator<>() {

			private int left = 3;

			@Override
			public boolean hasNext() {
				return true;
			}

			@Override
			public Object next() {
				return (this.left-- > 0) ? Map.of("email", "jane@example.com") : sneakyThrow(failure);
			}

		};
		ImportOptions options = ImportOptions.builder("profiles").build();
		assertThatExceptionOfType(ExperitureException.class)
			.isThrownBy(() -> this.client.imports().importRecords(Flux.fromIterable(broken), options));
		assertThatExceptionOfType(ExperitureException.class)
			.isThrownBy(() -> this.client.imports().importRecords((subscriber) -> sneakyThrow(failure), options));
		assertThatExceptionOfType(ExperitureException.class)
			.isThrownBy(() -> this.client.imports().importRecords(Flux.error(failure), options));
	}

	@Test
	void ignoresConventionThatReturnsNull() {
		this.client = this.builder.observationRegistry(observed())
			.observationConvention(new CallObservationConvention() {

				@Override
				public String getName() {
					return null;
				}

				@Override
				public KeyValues getLowCardinalityKeyValues(CallObservationContext context) {
					return null;
				}

				@Override
				public KeyValues getHighCardinalityKeyValues(CallObservationContext context) {
					return null;
				}

			})
			.build();
		this.client.records().append("orders", order(1));
		assertThat(this.emulator.count("orders")).isEqualTo(1);
	}

	private static Arguments place(String name, Throwable failure, Consumer<ExperitureClientBuilder> plant) {
		return Arguments.of(name, failure, plant);
	}

	private static <T> T throwing(Class<T> type, Throwable failure) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> (method.getDeclaringClass() == Object.class)
						? method.invoke(UserCodeTests.class, arguments) : sneakyThrow(failure)));
	}

	private static ObservationRegistry observed() {
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler((context) -> true);
		return registry;
	}

	private static ObservationRegistry handled(Throwable failure, int place) {
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler(new ObservationHandler<>() {

			@Override
			public boolean supportsContext(Observation.Context context) {
				return true;
			}

			@Override
			public void onStart(Observation.Context context) {
				fail(0);
			}

			@Override
			public void onStop(Observation.Context context) {
				fail(1);
			}

			@Override
			public void onError(Observation.Context context) {
				fail(2);
			}

			@Override
			public void onEvent(Observation.Event event, Observation.Context context) {
				fail(2);
			}

			@Override
			public void onScopeOpened(Observation.Context context) {
				fail(3);
			}

			@Override
			public void onScopeClosed(Observation.Context context) {
				fail(3);
			}

			private void fail(int here) {
				if (here == place) {
					sneakyThrow(failure);
				}
			}

		});
		return registry;
	}

	private static CallObservationConvention convention(Throwable failure, int place) {
		return new CallObservationConvention() {

			@Override
			public String getName() {
				return (place == 0) ? sneakyThrow(failure) : "calls";
			}

			@Override
			public String getContextualName(CallObservationContext context) {
				return (place == 0) ? sneakyThrow(failure) : "calls";
			}

			@Override
			public KeyValues getLowCardinalityKeyValues(CallObservationContext context) {
				return (place == 1) ? sneakyThrow(failure) : KeyValues.empty();
			}

			@Override
			public KeyValues getHighCardinalityKeyValues(CallObservationContext context) {
				return (place == 2) ? sneakyThrow(failure) : KeyValues.empty();
			}

		};
	}

	private static ClientRequestObservationConvention exchange(Throwable failure) {
		return new DefaultClientRequestObservationConvention() {

			@Override
			public String getName() {
				return sneakyThrow(failure);
			}

		};
	}

	@SuppressWarnings("unchecked")
	private static <T, E extends Throwable> T sneakyThrow(Throwable failure) throws E {
		throw (E) failure;
	}

	private static List<Map<String, Object>> orders(int from, int count) {
		return IntStream.range(from, from + count).mapToObj(UserCodeTests::order).toList();
	}

	private static Map<String, Object> order(int i) {
		return Map.of("order_id", "o-" + i);
	}

}
