package com.experiture.client.internal.bulk;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Determines which batches a batch must wait for, because they have records with the same
 * keys. Used by one thread at a time. A key is a hash: if two keys have the same hash, a
 * batch waits unnecessarily.
 */
final class KeySequencer {

	private long[] keys = new long[1024];

	private @Nullable Ticket[] tickets = new @Nullable Ticket[1024];

	private int used;

	/**
	 * Add a batch.
	 * @param batchKeys the keys of the records
	 * @param count the number of keys
	 * @return the place of the batch in the order
	 */
	Ticket add(long[] batchKeys, int count) {
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

	// Removes the batches that are done.
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

		/**
		 * Return what completes when all batches are done that this one must wait for.
		 */
		Mono<Void> turn() {
			return this.before.isEmpty() ? Mono.empty() : Mono.when(this.before);
		}

		void done() {
			this.done = true;
			this.end.tryEmitEmpty();
		}

	}

}
