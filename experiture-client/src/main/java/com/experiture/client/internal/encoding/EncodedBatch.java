package com.experiture.client.internal.encoding;

import java.io.InputStream;
import java.util.BitSet;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.Unpooled;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.NettyDataBufferFactory;

/**
 * The body of a batch write that can be divided without writing its records again. It is
 * stored off the heap, from where the operating system sends it, until it is
 * {@linkplain #release() released} and no attempt is sending it.
 */
public final class EncodedBatch implements EncodedBody {

	private final ByteBuf body;

	private final int[] starts;

	private final int end;

	private final int[] indexes;

	private EncodedBatch(ByteBuf body, int[] starts, int end, int[] indexes) {
		this.body = body;
		this.starts = starts;
		this.end = end;
		this.indexes = indexes;
	}

	/**
	 * Copy a batch.
	 * @param json the body up to its last record
	 * @param end the end of the last record
	 * @param suffix the text after the last record
	 * @param starts the starts of the records
	 * @return the batch, to be released
	 */
	static EncodedBatch copy(byte[] json, int end, byte[] suffix, int[] starts) {
		ByteBuf body = allocate(end + suffix.length).writeBytes(json, 0, end).writeBytes(suffix);
		return new EncodedBatch(body, starts, end, ascending(starts.length));
	}

	/**
	 * Join records that were written separately.
	 * @param prefix the text before the first record
	 * @param records the records
	 * @param suffix the text after the last record
	 * @return the batch, to be released
	 */
	static EncodedBatch join(byte[] prefix, List<byte[]> records, byte[] suffix) {
		int length = prefix.length + suffix.length + records.size() - 1;
		for (byte[] record : records) {
			length += record.length;
		}
		ByteBuf body = allocate(length).writeBytes(prefix);
		int[] starts = new int[records.size()];
		for (int i = 0; i < starts.length; i++) {
			if (i > 0) {
				body.writeByte(',');
			}
			starts[i] = body.writerIndex();
			body.writeBytes(records.get(i));
		}
		return new EncodedBatch(body.writeBytes(suffix), starts, length - suffix.length, ascending(starts.length));
	}

	private static ByteBuf allocate(int length) {
		return ByteBufAllocator.DEFAULT.directBuffer(length, length);
	}

	private static int[] ascending(int size) {
		int[] indexes = new int[size];
		for (int i = 0; i < size; i++) {
			indexes[i] = i;
		}
		return indexes;
	}

	@Override
	public int length() {
		return this.body.readableBytes();
	}

	@Override
	public DataBuffer buffer(DataBufferFactory factory) {
		if (factory instanceof NettyDataBufferFactory netty) {
			return netty.wrap(this.body.retainedDuplicate());
		}
		byte[] bytes = new byte[length()];
		this.body.getBytes(0, bytes);
		return factory.wrap(bytes);
	}

	@Override
	public InputStream content() {
		return new ByteBufInputStream(this.body.retainedDuplicate(), true);
	}

	/**
	 * Release the memory. An attempt that is sending the batch is not affected.
	 */
	public void release() {
		this.body.release();
	}

	/**
	 * Return the number of records.
	 * @return at least 1
	 */
	public int size() {
		return this.starts.length;
	}

	/**
	 * Return the positions of the records in the batch from which this one was divided.
	 * @return the indexes, in ascending order
	 */
	public int[] indexes() {
		return this.indexes;
	}

	/**
	 * Return a batch of some of the records.
	 * @param from the index of the first record
	 * @param to the index after the last record
	 * @return the batch, on the heap
	 */
	public EncodedBatch part(int from, int to) {
		return select(from, to, to);
	}

	/**
	 * Return a batch without one record.
	 * @param index the record to leave out
	 * @return the batch, on the heap
	 */
	public EncodedBatch without(int index) {
		return (index == 0) ? part(1, size()) : select(0, index, index + 1);
	}

	/**
	 * Return a batch of some of the records.
	 * @param kept the indexes of the records to keep, at least one
	 * @return the batch, on the heap
	 */
	public EncodedBatch only(BitSet kept) {
		ByteBuf part = Unpooled.buffer(length());
		part.writeBytes(this.body, this.body.readerIndex(), this.starts[0]);
		int[] partStarts = new int[kept.cardinality()];
		int[] partIndexes = new int[partStarts.length];
		int count = 0;
		for (int i = kept.nextSetBit(0); i >= 0; i = kept.nextSetBit(i + 1)) {
			if (count > 0) {
				part.writeByte(',');
			}
			partStarts[count] = part.writerIndex();
			partIndexes[count] = this.indexes[i];
			part.writeBytes(this.body, this.starts[i], endOf(i) - this.starts[i]);
			count++;
		}
		int partEnd = part.writerIndex();
		part.writeBytes(this.body, this.end, length() - this.end);
		return new EncodedBatch(part, partStarts, partEnd, partIndexes);
	}

	/**
	 * Return a record.
	 * @param index its index in this batch
	 * @return its JSON
	 */
	public byte[] record(int index) {
		byte[] json = new byte[endOf(index) - this.starts[index]];
		this.body.getBytes(this.starts[index], json);
		return json;
	}

	// The records [from, to) and [next, size); only the former if next == to.
	private EncodedBatch select(int from, int to, int next) {
		int rest = (next == to) ? 0 : size() - next;
		int prefix = this.starts[0];
		int first = endOf(to - 1) - this.starts[from];
		int second = (rest > 0) ? 1 + this.end - this.starts[next] : 0;
		int tail = length() - this.end;
		byte[] part = new byte[prefix + first + second + tail];
		this.body.getBytes(0, part, 0, prefix);
		this.body.getBytes(this.starts[from], part, prefix, first);
		if (rest > 0) {
			this.body.getBytes(this.starts[next] - 1, part, prefix + first, second);
		}
		this.body.getBytes(this.end, part, prefix + first + second, tail);
		int[] partStarts = new int[to - from + rest];
		int[] partIndexes = new int[partStarts.length];
		for (int i = 0; i < partStarts.length; i++) {
			int source = (i < to - from) ? from + i : next + i - (to - from);
			int shift = (i < to - from) ? prefix - this.starts[from] : prefix + first + 1 - this.starts[next];
			partStarts[i] = this.starts[source] + shift;
			partIndexes[i] = this.indexes[source];
		}
		return new EncodedBatch(Unpooled.wrappedBuffer(part), partStarts, prefix + first + second, partIndexes);
	}

	private int endOf(int index) {
		return (index + 1 < size()) ? this.starts[index + 1] - 1 : this.end;
	}

}
