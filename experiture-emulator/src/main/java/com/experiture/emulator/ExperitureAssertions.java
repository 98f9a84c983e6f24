package com.experiture.emulator;

/**
 * Entry point of the AssertJ assertions on an {@link ExperitureEmulator}. It can be
 * imported together with AssertJ's own {@code assertThat}.
 *
 * <pre class="code">
 * assertThat(emulator).hasRecord("profiles", "email", "jane@example.com")
 *     .hasReceived("profiles.upsert", 1)
 *     .hasNoRejectedRequests();
 * </pre>
 */
public final class ExperitureAssertions {

	private ExperitureAssertions() {
	}

	/**
	 * Start an assertion on an emulator.
	 * @param emulator the emulator
	 * @return the assertion
	 */
	public static EmulatorAssert assertThat(ExperitureEmulator emulator) {
		return new EmulatorAssert(emulator);
	}

}
