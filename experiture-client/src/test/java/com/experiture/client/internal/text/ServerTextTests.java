package com.experiture.client.internal.text;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link ServerText}.
 */
class ServerTextTests {

	@Test
	void keepsPlainText() {
		for (String text : List.of("", "The field is not in the schema", "records[2].email must be a string",
				"schema_mismatch: orders.total, expected number (got text)", "Größe überschreitet 10,000",
				"template 3f2504e0-4f89-11d3-9a0c-0305e82c3301 is not published", "records[12345678].total",
				"Unexpected key: name", "Your basic plan ends", "See https://docs.example.com/errors/limits",
				"CDP_ETL.VALIDATION.REQUEST_INVALID", "日本語のメッセージ", "fine \uD83D\uDE00")) {
			assertThat(ServerText.text(text)).isEqualTo(text);
		}
		assertThat(ServerText.text(null)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "jane.doe@planted.example", "jane+doe@planted.example", "o'planted@x.example",
			"\"jane planted\"@x.example", "\"jane \\\" planted\"@x.example", "jänepläntedplanted@exämple.de",
			"<planted@x.example>", "mailto:planted@x.example", "planted%40x.example", "planted%2540planted.example",
			"planted&#64;x.example", "planted\\u0040x.example", "planted\uFF20planted.example", "planted@[10.0.0.1]",
			"pla\u200Bnted@x.ex\u00ADample", "planted @ planted.example", "planted@planted",
			"a@b.c;planted@x.example,planted@y.example", "\uD83D\uDE00planted@x.example", "x@@planted.example",
			"https://jane:planted@x.example/", "planted\u202E@x.example" })
	void masksMail(String mail) {
		for (String text : List.of(mail, "not " + mail + " again", "(" + mail + ")", "'" + mail + "'",
				mail + "\n" + mail, "x=" + mail)) {
			assertThat(ServerText.text(text)).doesNotContain("planted").contains("***");
			assertThat(ServerText.code(text)).doesNotContain("planted");
			assertThat(ServerText.id(text)).doesNotContain("planted");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "+49 170 1234567", "0049-170-1234567", "(030) 123 45 67", "030/1234567", "+1.202.555.0143",
			"491701234567", "4111 1111 1111 1111", "4111-1111-1111-1111", "DE89370400440532013000", "+١٧٠١٢٣٤٥٦٧",
			"170\u00A0123\u2009456", "170\u2011123\u2011456", "1 7 0 1 2 3 4", "078-05-1120" })
	void masksNumbers(String number) {
		assertThat(ServerText.text("call " + number + " now")).isEqualTo("call *** now");
		assertThat(ServerText.text(number)).isEqualTo("***");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer planted", "authorization: Bearer planted", "bearer: \"planted\"",
			"Basic cGxhbnRlZDpwbGFudGVkplanted==", "token=planted", "client_secret=planted&x=1", "password: 'planted'",
			"eyJhbGciOiJSUzI1NiJ9.planted.c2ln", "api_key=planted", "https://s3.example/file?X-Amz-Signature=planted",
			"https://s3.example/#planted", "https://s3.example/file;planted?a", "X-Amz-Signature: planted",
			"4f1a2b3c4d5e6f7a8b9c0d1eplanted" })
	void masksCredentials(String credential) {
		for (String text : List.of(credential, "no " + credential, "\"" + credential + "\"",
				"a\r\n" + credential.toUpperCase(java.util.Locale.ROOT) + "\r\nb")) {
			assertThat(ServerText.text(text)).doesNotContainIgnoringCase("planted").contains("***");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "\r\n", "\n", "\t", "\u000B", "\u0085", "\u2028", "\u2029", "\u0000", "\u001B[31m",
			"\u001B]0;title\u0007", "\u009B31m", "\u007F", "\u00A0", "\u3000" })
	void staysOnOneLineWithoutControls(String control) {
		assertThat(ServerText.text("one" + control + "two")).startsWith("one ")
			.endsWith("two")
			.matches("[\\p{Print}]*")
			.doesNotContain("31m");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u200B", "\u200D", "\u202E", "\u2066", "\uFEFF", "\u00AD", "\u061C", "\uDB40\uDC41" })
	void removesInvisibleCharacters(String invisible) {
		assertThat(ServerText.text("one" + invisible + "two")).isEqualTo("onetwo");
	}

	@Test
	void doesNotSplitCharacters() {
		for (int i = 0; i < 8; i++) {
			for (String unit : List.of("\uD83D\uDE00", "\uD83D", "\uDE00", "a\uDE00", "\uD83D\uD83D\uDE00")) {
				String text = ServerText.text("x".repeat(i) + unit.repeat(5000));
				assertThat(text.length()).isLessThanOrEqualTo(203);
				assertThat(text.codePoints()).noneMatch((c) -> c >= 0xD800 && c <= 0xDFFF);
			}
		}
	}

	@Test
	void masksOffendingValue() {
		assertThat(ServerText.text("Jane Roe is no number", List.of("Jane Roe"))).isEqualTo("*** is no number");
		assertThat(ServerText.text("jane  roe is no number", List.of("Jane Roe"))).isEqualTo("*** is no number");
		String large = "Jane ".repeat(100_000);
		assertThat(ServerText.text("'" + large + "' is no number", List.of(large))).doesNotContain("Jane");
		assertThat(ServerText.text("a, b", List.of("", "b", "a"))).isEqualTo("***, ***");
	}

	// With backtracking, this would take hours.
	@Timeout(value = 1, unit = TimeUnit.MINUTES)
	@ParameterizedTest
	@ValueSource(strings = { "1", "12 ", "a", "@", "\"", "\"@", "a@", "%40", ".", "-", "bearer ", "token=", "://",
			"eyJ", "\\", "[", "(", "\u001B[", "\u200B", "\n", "\uD83D", "+1-", "%", "&#64;", "'", "x'@" })
	void cleansLongTextInBoundedTime(String unit) {
		String text = unit.repeat(2_000_000 / unit.length());
		for (int i = 0; i < 50; i++) {
			assertThat(ServerText.text(text, List.of(text)).length()).isLessThanOrEqualTo(203);
			assertThat(ServerText.text(text).length()).isLessThanOrEqualTo(203);
			assertThat(ServerText.id(text).length()).isLessThanOrEqualTo(83);
			assertThat(ServerText.code(text).length()).isLessThanOrEqualTo(83);
		}
	}

	@Test
	void acceptsAnyText() {
		Random random = new Random(1);
		String alphabet = "ab1 2@\"'\\[](){}<>%40:;/?#&=.,+-_\u001B\u0000\r\n\u200B\uD83D\uDE00eyJ\u00A0\u202E";
		for (int i = 0; i < 20_000; i++) {
			StringBuilder text = new StringBuilder();
			for (int j = random.nextInt(300); j > 0; j--) {
				text.append(alphabet.charAt(random.nextInt(alphabet.length())));
			}
			assertThatNoException().isThrownBy(() -> ServerText.text(text.toString(), List.of("ab", "1")));
			String clean = ServerText.text(text.toString());
			assertThat(clean.length()).isLessThanOrEqualTo(203);
			assertThat(clean.codePoints()).noneMatch(Character::isISOControl);
			assertThat(clean).doesNotContain("@");
		}
	}

	@ParameterizedTest
	@CsvSource({ "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "trace-1", "1-5759e988-bd862e3fe1be46a994272793",
			"491701234567", "a", "req_01H8", "a:b" })
	void keepsIds(String id) {
		assertThat(ServerText.id(id)).isEqualTo(id);
	}

	@Test
	void cleansInvalidIds() {
		assertThat(ServerText.id("a\r\nb")).isEqualTo("a b");
		assertThat(ServerText.id("x".repeat(1000))).hasSizeLessThan(90);
		assertThat(ServerText.id("eyJhbGciOi.x.y")).isEqualTo("***");
		assertThat(ServerText.id("")).isEmpty();
		assertThat(ServerText.id(null)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "CDP_ETL.VALIDATION.REQUEST_INVALID", "schema_mismatch", "TYPE_UNSUPPORTED", "E4711",
			"in-progress", "completed" })
	void keepsCodes(String code) {
		assertThat(ServerText.code(code)).isEqualTo(code);
	}

	@Test
	void cleansInvalidCodes() {
		assertThat(ServerText.code("49170123456")).isEqualTo("***");
		assertThat(ServerText.code("jane@example.com")).isEqualTo("***");
		assertThat(ServerText.code("BAD\nCODE")).isEqualTo("BAD CODE");
	}

}
