package com.experiture.emulator.internal.fault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import com.experiture.emulator.internal.protocol.RawResponse;

/**
 * The bodies that faults respond with.
 */
public final class FaultBodies {

	private static final byte[] START = ascii("{\"success\":true,\"data\":{\"filler\":\"");

	private static final byte[] END = ascii("\"}}");

	private FaultBodies() {
	}

	public static RawResponse json(byte[] body) {
		return new RawResponse(200, Map.of("Content-Type", RawResponse.JSON), body);
	}

	public static byte[] huge(int bytes) {
		byte[] body = new byte[Math.max(bytes, START.length + END.length)];
		Arrays.fill(body, (byte) 'x');
		System.arraycopy(START, 0, body, 0, START.length);
		System.arraycopy(END, 0, body, body.length - END.length, END.length);
		return body;
	}

	public static byte[] gzipBomb(long bytes) {
		byte[] filler = new byte[1 << 16];
		Arrays.fill(filler, (byte) 'x');
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
			out.write(START);
			for (long left = bytes - START.length - END.length; left > 0; left -= filler.length) {
				out.write(filler, 0, (int) Math.min(left, filler.length));
			}
			out.write(END);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return packed.toByteArray();
	}

	public static byte[] deep(int depth) {
		return ascii("{\"success\":true,\"data\":" + "[".repeat(depth) + "]".repeat(depth) + "}");
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
