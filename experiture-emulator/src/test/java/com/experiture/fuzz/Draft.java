package com.experiture.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

import org.jspecify.annotations.Nullable;

/**
 * A response under construction. Each stage encodes the result of the previous one.
 */
final class Draft {

	/** Stage JSON. */
	Json json;

	/** Stages BODY and CODING. */
	byte[] body = {};

	/** Stage FRAMING: the body as it is sent, after it was framed. */
	byte[] payload = {};

	/** Stage HEAD. */
	String version = "HTTP/1.1";

	String status;

	String reason = " OK";

	String lineEnd = "\r\n";

	final List<String> headers = new ArrayList<>();

	/** Stage WIRE. */
	byte[] wire = {};

	boolean gzip;

	boolean chunked;

	/** Whether a client can wait for more data, unless the connection ends. */
	boolean incomplete;

	/** Whether the response may state that the request was rejected. */
	boolean refusal;

	/** What the server does afterwards, if a mutation has set it. */
	@Nullable Ending ending;

	Draft(int status, Json json, boolean gzip, boolean chunked) {
		this.status = Integer.toString(status);
		this.json = json;
		this.gzip = gzip;
		this.chunked = chunked;
		this.refusal = status >= 300 && (status < 500 || status == 503);
		header("Content-Type", "application/json; charset=utf-8");
	}

	void header(String name, String value) {
		this.headers.add(name + ": " + value);
	}

	void replaceHeader(String name, String... values) {
		this.headers.removeIf((header) -> header.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT)));
		for (String value : values) {
			header(name, value);
		}
	}

	/**
	 * Prepare the response for the mutations of a stage.
	 */
	void enter(Mutation.Stage stage) {
		switch (stage) {
			case JSON -> {
			}
			case BODY -> this.body = this.json.toString().getBytes(StandardCharsets.UTF_8);
			case CODING -> code();
			case FRAMING -> frame();
			case HEAD -> {
			}
			case WIRE -> this.wire = write();
		}
	}

	private void code() {
		if (this.gzip) {
			this.body = gzip(this.body);
			header("Content-Encoding", "gzip");
		}
	}

	private void frame() {
		if (this.chunked) {
			header("Transfer-Encoding", "chunked");
			this.payload = chunks(this.body);
		}
		else {
			header("Content-Length", Integer.toString(this.body.length));
			this.payload = this.body;
		}
	}

	static byte[] chunks(byte[] body) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		int size = Math.max(16, body.length / 3);
		for (int from = 0; from < body.length; from += size) {
			int length = Math.min(size, body.length - from);
			out.writeBytes(latin1(Integer.toHexString(length) + "\r\n"));
			out.write(body, from, length);
			out.writeBytes(latin1("\r\n"));
		}
		out.writeBytes(latin1("0\r\n\r\n"));
		return out.toByteArray();
	}

	private byte[] write() {
		StringBuilder head = new StringBuilder(this.version).append(' ')
			.append(this.status)
			.append(this.reason)
			.append(this.lineEnd);
		this.headers.forEach((header) -> head.append(header).append(this.lineEnd));
		return join(latin1(head.append(this.lineEnd).toString()), this.payload);
	}

	static byte[] latin1(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	static String latin1Text(byte[] bytes) {
		return new String(bytes, StandardCharsets.ISO_8859_1);
	}

	static byte[] join(byte[]... parts) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			out.writeBytes(part);
		}
		return out.toByteArray();
	}

	static byte[] gzip(byte[] content) {
		CRC32 checksum = new CRC32();
		checksum.update(content);
		Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
		try {
			deflater.setInput(content);
			deflater.finish();
			ByteArrayOutputStream out = new ByteArrayOutputStream();
			out.writeBytes(new byte[] { 0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0 });
			byte[] buffer = new byte[8192];
			while (!deflater.finished()) {
				out.write(buffer, 0, deflater.deflate(buffer));
			}
			out.writeBytes(littleEndian((int) checksum.getValue()));
			out.writeBytes(littleEndian(content.length));
			return out.toByteArray();
		}
		finally {
			deflater.end();
		}
	}

	private static byte[] littleEndian(int value) {
		return new byte[] { (byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24) };
	}

	/**
	 * What the server does after a response.
	 */
	enum Ending {

		/** The connection stays open, and the response is complete. */
		KEEP,

		/** The server closes the connection. */
		CLOSE,

		/** The server resets the connection. */
		RESET,

		/** The connection stays open, and the client can wait for more data. */
		HOLD

	}

}
