package com.experiture.client.json;

import java.util.Arrays;

/**
 * The body of a batch write that can be divided without writing its records again.
 */
public final class EncodedBatch {

	private final byte[] body;

	private final int[] starts;

	private final int end;

	private final int[] indexes;

	EncodedBatch(byte[] body, int[] starts, int end) {
		this(body, starts, end, new int[starts.length]);
		for (int i = 0; i < this.indexes.length; i++) {
			this.indexes[i] = i;
		}
	}

	private EncodedBatch(byte[] body, int[] starts, int end, int[] indexes) {
		this.body = body;
		this.starts = starts;
		this.end = end;
		this.indexes = indexes;
	}

	/**
	 * Return the body of the request.
	 * @return UTF-8 encoded JSON, not to be changed
	 */
	public byte[] body() {
		return this.body;
	}

	/**
	 * Return the number of records.
	 * @return at least 1
	 */
	public int size() {
		return this.starts.length;
	}

	/**
	 * Return a record alone.
	 * @param index which one
	 * @return UTF-8 encoded JSON
	 */
	byte[] record(int index) {
		return Arrays.copyOfRange(this.body, this.starts[index], endOf(index));
	}

	/**
	 * Return where the records stood in the batch that this one was divided from.
	 * @return their indexes there, in ascending order
	 */
	public int[] indexes() {
		return this.indexes;
	}

	/**
	 * Return a batch of some of the records.
	 * @param from the first one
	 * @param to the one after the last one
	 * @return the batch
	 */
	public EncodedBatch part(int from, int to) {
		return select(from, to, to);
	}

	/**
	 * Return a batch without one record.
	 * @param index the record to leave out
	 * @return the batch
	 */
	public EncodedBatch without(int index) {
		return (index == 0) ? part(1, size()) : select(0, index, index + 1);
	}

	// The records [from, to) and [next, size); none of the latter where next == to.
	private EncodedBatch select(int from, int to, int next) {
		int rest = (next == to) ? 0 : size() - next;
		int prefix = this.starts[0];
		int first = endOf(to - 1) - this.starts[from];
		int second = (rest > 0) ? 1 + this.end - this.starts[next] : 0;
		int tail = this.body.length - this.end;
		byte[] body = new byte[prefix + first + second + tail];
		System.arraycopy(this.body, 0, body, 0, prefix);
		System.arraycopy(this.body, this.starts[from], body, prefix, first);
		if (rest > 0) {
			System.arraycopy(this.body, this.starts[next] - 1, body, prefix + first, second);
		}
		System.arraycopy(this.body, this.end, body, prefix + first + second, tail);
		int[] starts = new int[to - from + rest];
		int[] indexes = new int[starts.length];
		for (int i = 0; i < starts.length; i++) {
			int source = (i < to - from) ? from + i : next + i - (to - from);
			int shift = (i < to - from) ? prefix - this.starts[from] : prefix + first + 1 - this.starts[next];
			starts[i] = this.starts[source] + shift;
			indexes[i] = this.indexes[source];
		}
		return new EncodedBatch(body, starts, prefix + first + second, indexes);
	}

	private int endOf(int index) {
		return (index + 1 < size()) ? this.starts[index + 1] - 1 : this.end;
	}

}
