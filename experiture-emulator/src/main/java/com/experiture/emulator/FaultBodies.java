package com.experiture.emulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * What faults answer with.
 */
final class FaultBodies {

	private static final byte[] START = ascii("{\"success\":true,\"data\":{\"filler\":\"");

	private static final byte[] END = ascii("\"}}");

	private static final Map<Integer, String> CODES = Map.of(400, ApiProblem.REQUEST_INVALID, 401,
			"CDP_ETL.AUTH.TOKEN_INVALID", 403, "CDP_ETL.AUTH.FORBIDDEN", 404, ApiProblem.NOT_FOUND, 409,
			"CDP_ETL.CONFLICT", 413, ApiProblem.REQUEST_INVALID, 422, ApiProblem.REQUEST_SCHEMA, 429,
			"CDP_ETL.RATE.LIMITED");

	private FaultBodies() {
	}

	static String code(int status) {
		return CODES.getOrDefault(status, "CDP_ETL.INTERNAL.UNHANDLED_EXCEPTION");
	}

	static Reply json(byte[] body) {
		return new Reply(200, Map.of("Content-Type", Reply.JSON), body);
	}

	static byte[] huge(int bytes) {
		byte[] body = new byte[Math.max(bytes, START.length + END.length)];
		Arrays.fill(body, (byte) 'x');
		System.arraycopy(START, 0, body, 0, START.length);
		System.arraycopy(END, 0, body, body.length - END.length, END.length);
		return body;
	}

	static byte[] gzipBomb(long bytes) {
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

	static byte[] deep(int depth) {
		return ascii("{\"success\":true,\"data\":" + "[".repeat(depth) + "]".repeat(depth) + "}");
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
