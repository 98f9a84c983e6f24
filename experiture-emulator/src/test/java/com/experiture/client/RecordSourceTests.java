package com.experiture.client;

import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

import com.experiture.client.bulk.BulkOptions;
import com.experiture.client.bulk.BulkReport;
import com.experiture.client.bulk.BulkWriteException;
import com.experiture.client.bulk.RecordSource;
import com.experiture.client.call.Endpoint;
import com.experiture.client.error.InvalidRequestException;
import com.experiture.client.records.RecordsClient;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for how a bulk write reads and closes its source.
 */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class RecordSourceTests {

	private static final int BATCH = 10;

	private static final BulkOptions SMALL = BulkOptions.builder().batchSize(BATCH, 100_000).build();

	private final ExperitureEmulator emulator = ExperitureEmulator.start();

	private ExperitureClient client;

	private RecordsClient records;

	@BeforeEach
	void createClient() {
		this.client = Clients.of(this.emulator).build();
		this.records = this.client.records();
	}

	@AfterEach
	void close() {
		this.client.close();
		this.emulator.close();
	}

	static List<Object[]> cursors() {
		List<Object[]> cursors = new ArrayList<>();
		Map<String, Function<Cursor, RecordSource>> kinds = Map.of("iterator", RecordSource::of, "iterable",
				(cursor) -> RecordSource.of(new CursorIterable(cursor)), "stream",
				(cursor) -> RecordSource.of(cursor.stream()), "mapped stream",
				(cursor) -> RecordSource.of(cursor.stream().map((order) -> order)), "parallel stream",
				(cursor) -> RecordSource.of(cursor.stream().parallel()), "flux of stream",
				(cursor) -> RecordSource.of(Flux.fromStream(cursor::stream)));
		for (int length : new int[] { 0, 1, BATCH - 1, BATCH, BATCH + 1, 2 * BATCH, 5 * BATCH - 1, 5 * BATCH,
				5 * BATCH + 1 }) {
			kinds.forEach((kind, source) -> cursors.add(new Object[] { kind, length, source }));
		}
		return cursors;
	}

	@ParameterizedTest(name = "{0} of {1}")
	@MethodSource("cursors")
	void readsSourceUntilEmptyAndClosesItOnce(String kind, int length, Function<Cursor, RecordSource> source) {
		Cursor cursor = new Cursor(length);
		BulkReport report = this.records.appendAll("orders", source.apply(cursor), SMALL);
		assertThat(report.accepted()).isEqualTo(length);
		assertThat(cursor.closed).hasValue(1);
		assertThat(cursor.violations).isEmpty();
		assertThat(this.emulator.count("orders")).isEqualTo(length);
	}

	@ParameterizedTest(name = "{0} of {1}")
	@MethodSource("cursors")
	void closesSourceOnceInReactiveClient(String kind, int length, Function<Cursor, RecordSource> source) {
		Cursor cursor = new Cursor(length);
		BulkReport report = this.client.reactive()
			.records()
			.appendAll("orders", source.apply(cursor), SMALL.toBuilder().concurrency(1).build())
			.block(Duration.ofSeconds(30));
		assertThat(report).isNotNull();
		assertThat(report.accepted()).isEqualTo(length);
		assertThat(cursor.closed).hasValue(1);
		assertThat(cursor.violations).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "iterator", "stream" })
	void closesFailedSourceOnce(String kind) {
		Cursor cursor = new Cursor(1_000);
		cursor.failsAt = 35;
		assertThatExceptionOfType(BulkWriteException.class)
			.isThrownBy(() -> this.records.appendAll("orders",
					kind.equals("stream") ? RecordSource.of(cursor.stream()) : RecordSource.of(cursor), SMALL))
			.satisfies((stopped) -> assertThat(stopped.report().accepted()).isEqualTo(35))
			.withRootCauseInstanceOf(IllegalStateException.class);
		assertThat(cursor.closed).hasValue(1);
		assertThat(cursor.violations).isEmpty();
	}

	@Test
	void doesNotReadFlatMapAhead() {
		AtomicInteger made = new AtomicInteger();
		AtomicInteger answered = new AtomicInteger();
		AtomicInteger ahead = new AtomicInteger();
		Stream<Object> source = Stream.of(1, 2)
			.flatMap((file) -> IntStream.range(0, 2_500).mapToObj((i) -> order(file * 10_000 + i)))
			.peek((order) -> {
				ahead.accumulateAndGet(made.incrementAndGet() - answered.get(), Math::max);
			})
			.map((order) -> order);
		BulkReport report = this.records.appendAll("orders", RecordSource.of(source),
				SMALL.toBuilder().concurrency(2).onProgress((progress) -> answered.set((int) progress.sent())).build());
		assertThat(report.accepted()).isEqualTo(5_000);
		// 64 jobs are polled at once, and a few batches are in flight.
		assertThat(ahead.get()).isLessThan(75 * BATCH);
	}

	@Test
	void endsEndlessFlatMapWithRun() {
		AtomicInteger closed = new AtomicInteger();
		Stream<Object> endless = Stream.of(1)
			.flatMap((one) -> Stream.generate(() -> Map.<String, Object>of("first_name", "Jane")))
			.map((record) -> (Object) record)
			.onClose(closed::incrementAndGet);
		assertThatExceptionOfType(BulkWriteException.class).isThrownBy(() -> this.records.upsertAll("profiles",
				RecordSource.of(endless), "email", BulkOptions.builder().maxRejected(50).build()));
		assertThat(closed).hasValue(1);
	}

	@Test
	void reportsPublisherThatIgnoresBackPressure() {
		Publisher<Object> impatient = (subscriber) -> {
			subscriber.onSubscribe(new Subscription() {

				@Override
				public void request(long count) {
				}

				@Override
				public void cancel() {
				}

			});
			for (int i = 0; i < 100_000; i++) {
				subscriber.onNext(order(i));
			}
			subscriber.onComplete();
		};
		assertThatExceptionOfType(BulkWriteException.class)
			.isThrownBy(() -> this.records.appendAll("orders", RecordSource.of(impatient), SMALL))
			.withStackTraceContaining("ignores back-pressure")
			.satisfies((stopped) -> assertThat(stopped.report().read())
				.isEqualTo(stopped.report().accepted() + stopped.report().rejected()));
	}

	@Test
	void failsRunIfPublisherPublishesNull() {
		Publisher<Object> broken = (subscriber) -> subscriber.onSubscribe(new Subscription() {

			@Override
			public void request(long count) {
				subscriber.onNext(order(1));
				subscriber.onNext(null);
				subscriber.onComplete();
			}

			@Override
			public void cancel() {
			}

		});
		assertThatExceptionOfType(BulkWriteException.class)
			.isThrownBy(() -> this.records.appendAll("orders", RecordSource.of(broken), SMALL))
			.withStackTraceContaining("published null")
			.satisfies((stopped) -> assertThat(stopped.report().accepted()).isEqualTo(1));
	}

	@Test
	void closesStreamIfCallIsRejected() {
		Cursor cursor = new Cursor(1);
		assertThatExceptionOfType(InvalidRequestException.class)
			.isThrownBy(() -> this.records.upsertAll("profiles", RecordSource.of(cursor.stream()), " "));
		assertThat(cursor.closed).hasValue(1);
	}

	@Test
	void reportsEndOfCancelledRunOnce() throws InterruptedException {
		List<Boolean> ended = Collections.synchronizedList(new ArrayList<>());
		CountDownLatch begun = new CountDownLatch(3);
		CountDownLatch closed = new CountDownLatch(1);
		Stream<Object> endless = Stream.iterate(0, (i) -> i + 1)
			.map((i) -> (Object) order(i))
			.onClose(closed::countDown);
		Disposable run = this.client.reactive()
			.records()
			.appendAll("orders", RecordSource.of(endless), SMALL.toBuilder().onProgress((progress) -> {
				ended.add(progress.ended());
				begun.countDown();
			}).build())
			.subscribe();
		await(begun);
		run.dispose();
		await(closed);
		assertThat(ended.subList(0, ended.size() - 1)).containsOnly(false);
		assertThat(ended.get(ended.size() - 1)).isTrue();
	}

	@Test
	void closesBlockedSourceOnReadingThreadIfRunIsCancelled() throws InterruptedException {
		CountDownLatch blocked = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		CountDownLatch closed = new CountDownLatch(1);
		List<Thread> threads = new ArrayList<>();
		Iterator<Object> slow = new ClosingIterator() {

			@Override
			public boolean hasNext() {
				threads.add(Thread.currentThread());
				blocked.countDown();
				await(goOn);
				return true;
			}

			@Override
			public Object next() {
				return order(1);
			}

			@Override
			public void close() {
				threads.add(Thread.currentThread());
				closed.countDown();
			}

		};
		Disposable run = this.client.reactive().records().appendAll("orders", RecordSource.of(slow), SMALL).subscribe();
		await(blocked);
		run.dispose();
		assertThat(closed.getCount()).as("closed while it is read").isOne();
		goOn.countDown();
		await(closed);
		assertThat(threads).hasSize(2).allMatch(threads.get(0)::equals);
	}

	@Test
	void endsStreamThatWaitsForSlowApiIfRunIsCancelled() throws InterruptedException {
		this.emulator.faults().on(Endpoint.RECORDS_APPEND_BATCH).inject(Fault.stall());
		CountDownLatch closed = new CountDownLatch(1);
		CountDownLatch read = new CountDownLatch(5 * BATCH);
		Stream<Object> endless = Stream.iterate(0, (i) -> i + 1).map((i) -> {
			read.countDown();
			return (Object) order(i);
		}).onClose(closed::countDown);
		Disposable run = this.client.reactive()
			.records()
			.appendAll("orders", RecordSource.of(endless), SMALL.toBuilder().concurrency(4).build())
			.subscribe();
		await(read);
		run.dispose();
		await(closed);
	}

	private static Map<String, Object> order(int i) {
		return Map.of("order_id", "o-" + i);
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private interface ClosingIterator extends Iterator<Object>, Closeable {

		@Override
		void close();

	}

	/**
	 * Fails if it is used in a way that a database cursor does not allow.
	 */
	static final class Cursor implements ClosingIterator {

		private final List<String> violations = new ArrayList<>();

		private final AtomicInteger closed = new AtomicInteger();

		private final int length;

		private int failsAt = Integer.MAX_VALUE;

		private int position;

		private boolean ended;

		Cursor(int length) {
			this.length = length;
		}

		@Override
		public boolean hasNext() {
			if (this.ended || this.closed.get() > 0) {
				this.violations.add("asked behind the end");
				throw new IllegalStateException("The cursor is closed");
			}
			this.ended = this.position >= this.length;
			return !this.ended;
		}

		@Override
		public Object next() {
			if (this.ended || this.closed.get() > 0) {
				throw new NoSuchElementException();
			}
			if (this.position == this.failsAt) {
				this.ended = true;
				throw new IllegalStateException("The connection was lost");
			}
			return order(this.position++);
		}

		@Override
		public void close() {
			if (this.closed.incrementAndGet() > 1) {
				this.violations.add("closed twice");
			}
		}

		List<String> violations() {
			assertThat(this.closed).as("closed").hasValue(1);
			return this.violations;
		}

		Stream<Object> stream() {
			Spliterator<Object> records = Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED);
			return StreamSupport.stream(records, false).onClose(this::close);
		}

	}

	record CursorIterable(Cursor cursor) implements Iterable<Object>, Closeable {

		@Override
		public Iterator<Object> iterator() {
			return new Iterator<>() {

				@Override
				public boolean hasNext() {
					return CursorIterable.this.cursor.hasNext();
				}

				@Override
				public Object next() {
					return CursorIterable.this.cursor.next();
				}

			};
		}

		@Override
		public void close() {
			this.cursor.close();
		}

	}

}
