package com.experiture.client.internal.imports;

import java.nio.ByteBuffer;

import com.experiture.client.error.InvalidFileContentException;
import com.experiture.client.internal.upload.FileInspector;

/**
 * Checks that the text of a file is UTF-8 and, of a CSV file, that its quotes are closed,
 * and counts its rows. It takes the file in parts of any size, eight bytes at a time
 * while they are plain text, and keeps none of it.
 */
final class RowScanner implements FileInspector {

	private static final int LONG_STEP = 32;

	private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;

	private static final long HIGH_BITS = ~LOW_BITS;

	private static final long EACH_BYTE = 0x0101010101010101L;

	private final boolean csv;

	private final Utf8Decoder decoder = new Utf8Decoder();

	private long offset;

	private long line = 1;

	private boolean afterLineEnd = true;

	private byte previous = '\n';

	private boolean quoted;

	// The quote that ends a value begins a doubled quote if another one follows.
	private boolean quoteEnded;

	private long quoteRow;

	private long row;

	private volatile long rows;

	RowScanner(boolean csv) {
		this.csv = csv;
	}

	/**
	 * Return how many rows were started so far. Can be called by any thread.
	 * @return the number of lines that are not empty, without the header of a CSV file
	 */
	long rows() {
		return this.csv ? Math.max(0, this.rows - 1) : this.rows;
	}

	@Override
	public void inspect(ByteBuffer content) throws InvalidFileContentException {
		int at = content.position();
		if (this.offset == 0 && content.remaining() > 2 && isByteOrderMark(content, at)) {
			at += 3;
			this.offset = 3;
		}
		int end = content.limit();
		while (at < end) {
			int plain = plain(content, at, end);
			// If one byte is not plain, those after it probably are not either.
			int next = Math.min(end, plain + ((plain > at) ? Long.BYTES : LONG_STEP));
			take(content, plain, next);
			at = next;
		}
		this.rows = this.row;
	}

	@Override
	public void end() throws InvalidFileContentException {
		if (!this.decoder.isComplete()) {
			throw notUtf8(this.offset - this.decoder.length());
		}
		if (this.quoted) {
			throw new InvalidFileContentException(
					"has a quote that is not closed, opened in row " + this.quoteRow + " (the header is row 1)");
		}
	}

	// Passes over text of ASCII characters in which no quote begins or ends, eight at a
	// time. Each of the masks has the highest bit of the bytes that it marks.
	private int plain(ByteBuffer content, int from, int end) {
		if (!this.decoder.isComplete() || this.quoteEnded) {
			return from;
		}
		long lineFeedsInAll = 0;
		long begun = 0;
		long behindLast = this.afterLineEnd ? Long.MIN_VALUE : 0;
		long last = 0;
		int at = from;
		while (end - at >= Long.BYTES) {
			long bytes = content.getLong(at);
			if ((bytes & HIGH_BITS) != 0 || (this.csv && equal(bytes, '"') != 0)) {
				break;
			}
			long lineFeeds = equal(bytes, '\n');
			long lineEnds = lineFeeds | equal(bytes, '\r');
			lineFeedsInAll += Long.bitCount(lineFeeds);
			begun += Long.bitCount(~lineEnds & HIGH_BITS & ((lineEnds >>> Byte.SIZE) | behindLast));
			behindLast = lineEnds << (Long.SIZE - Byte.SIZE);
			last = bytes;
			at += Long.BYTES;
		}
		if (at > from) {
			this.line += lineFeedsInAll;
			this.previous = (byte) last;
			if (!this.quoted) {
				this.row += begun;
				this.afterLineEnd = behindLast != 0;
			}
			this.offset += at - from;
		}
		return at;
	}

	private static long equal(long bytes, char character) {
		return ~((bytes ^ (EACH_BYTE * character)) + LOW_BITS) & HIGH_BITS;
	}

	// Most bytes are neither quotes nor line ends, and those of non-Latin letters are not
	// plain text, so the work for each byte is kept short.
	private void take(ByteBuffer content, int from, int to) throws InvalidFileContentException {
		byte before = this.previous;
		boolean begins = this.afterLineEnd;
		for (int at = from; at < to; at++) {
			byte next = content.get(at);
			boolean lineEnd = next == '\n' || next == '\r';
			if (begins && !lineEnd) {
				this.row++;
			}
			if ((next < 0 || !this.decoder.isComplete()) && !this.decoder.accept(next)) {
				throw notUtf8(this.offset + at - from - this.decoder.length());
			}
			if (next == '"' && this.csv) {
				takeQuote(before == ',' || begins);
			}
			else {
				this.quoteEnded = false;
			}
			if (next == '\n') {
				this.line++;
			}
			begins = lineEnd && !this.quoted;
			before = next;
		}
		this.previous = before;
		this.afterLineEnd = begins;
		this.offset += to - from;
	}

	// A quote in the middle of a value is a part of it.
	private void takeQuote(boolean beginsValue) {
		if (this.quoted) {
			this.quoted = false;
			this.quoteEnded = true;
		}
		else if (this.quoteEnded) {
			this.quoteEnded = false;
			this.quoted = true;
		}
		else if (beginsValue) {
			this.quoted = true;
			this.quoteRow = this.row;
		}
	}

	private InvalidFileContentException notUtf8(long at) {
		String place = this.csv ? "in row " + this.row + " (the header is row 1)" : "in line " + this.line;
		return new InvalidFileContentException(
				"is not UTF-8 " + place + ", at byte " + (at + 1) + " of the file (offset " + at
						+ "): save it as UTF-8; such bytes are typical of Windows-1252 and ISO-8859-1");
	}

	private static boolean isByteOrderMark(ByteBuffer content, int at) {
		return content.get(at) == (byte) 0xEF && content.get(at + 1) == (byte) 0xBB
				&& content.get(at + 2) == (byte) 0xBF;
	}

}
