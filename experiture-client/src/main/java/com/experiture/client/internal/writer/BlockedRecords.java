package com.experiture.client.internal.writer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.experiture.client.writer.WriterOptions;
import com.experiture.client.writer.WriterOptions.WhenFull;

/**
 * The records that wait until their writer has room for them, in their order. Guarded by
 * the lock of the queue.
 */
final class BlockedRecords {

	private static final int MAX_RECORDS = 10_000;

	private final WriterOptions options;

	private final Deque<WriterEntry> entries = new ArrayDeque<>();

	private long bytes;

	BlockedRecords(WriterOptions options) {
		this.options = options;
	}

	/**
	 * Add a record, if it can wait.
	 * @return whether it was added
	 */
	boolean add(WriterEntry entry) {
		boolean added = this.options.whenFull() == WhenFull.WAIT && this.entries.size() < MAX_RECORDS
				&& (this.entries.isEmpty() || this.bytes + entry.size() <= this.options.capacityBytes());
		if (added) {
			this.entries.add(entry);
			this.bytes += entry.size();
		}
		return added;
	}

	@Nullable WriterEntry peek() {
		return this.entries.peek();
	}

	boolean remove(WriterEntry entry) {
		boolean removed = this.entries.remove(entry);
		this.bytes -= removed ? entry.size() : 0;
		return removed;
	}

	List<WriterEntry> removeAll() {
		List<WriterEntry> all = List.copyOf(this.entries);
		this.entries.clear();
		this.bytes = 0;
		return all;
	}

	boolean isEmpty() {
		return this.entries.isEmpty();
	}

}
