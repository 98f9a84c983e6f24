package com.experiture.client.internal.bulk;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Tells which batches a batch has to wait for, since they hold records with the same
 * keys. Used by one thread at a time. A key is a hash: where two keys share one, a batch
 * waits in vain.
 */
final class KeyOrder {

	private long[] keys = new long[1024];

	private @Nullable Ticket[] tickets = new @Nullable Ticket[1024];

	private int used;

	/**
	 * Enter a batch.
	 * @param batchKeys the keys of its records
	 * @param count how many of them there are
	 * @return what completes when the batches are done that it has to wait for, and what
	 * tells that it is done itself
	 */
	Ticket enter(long[] batchKeys, int count) {
		Set<Ticket> before = new LinkedHashSet<>();
		Ticket ticket = new Ticket();
		for (int i = 0; i < count; i++) {
			Ticket last = put(batchKeys[i], ticket);
			if (last != null && last != ticket && !last.done) {
				before.add(last);
			}
		}
		ticket.before = before.stream().map((earlier) -> earlier.end.asMono()).toList();
		return ticket;
	}

	private @Nullable Ticket put(long key, Ticket ticket) {
		if (this.used > this.keys.length / 2) {
			rebuild();
		}
		int slot = slot(this.keys, this.tickets, key);
		Ticket last = this.tickets[slot];
		if (last == null) {
			this.used++;
		}
		this.keys[slot] = key;
		this.tickets[slot] = ticket;
		return last;
	}

	// Forgets the batches that are done.
	private void rebuild() {
		int live = 0;
		for (Ticket ticket : this.tickets) {
			live += (ticket != null && !ticket.done) ? 1 : 0;
		}
		int size = Integer.highestOneBit(Math.max(256, live)) * 8;
		long[] newKeys = new long[size];
		@Nullable Ticket[] newTickets = new @Nullable Ticket[size];
		for (int i = 0; i < this.keys.length; i++) {
			Ticket ticket = this.tickets[i];
			if (ticket != null && !ticket.done) {
				int slot = slot(newKeys, newTickets, this.keys[i]);
				newKeys[slot] = this.keys[i];
				newTickets[slot] = ticket;
			}
		}
		this.keys = newKeys;
		this.tickets = newTickets;
		this.used = live;
	}

	private static int slot(long[] keys, @Nullable Ticket[] tickets, long key) {
		int mask = keys.length - 1;
		int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 40) & mask;
		while (tickets[slot] != null && keys[slot] != key) {
			slot = (slot + 1) & mask;
		}
		return slot;
	}

	/**
	 * The place of a batch in the order.
	 */
	static final class Ticket {

		private final Sinks.Empty<Void> end = Sinks.empty();

		private List<Mono<Void>> before = new ArrayList<>();

		private volatile boolean done;

		Mono<Void> turn() {
			return this.before.isEmpty() ? Mono.empty() : Mono.when(this.before);
		}

		void done() {
			this.done = true;
			this.end.tryEmitEmpty();
		}

	}

}
