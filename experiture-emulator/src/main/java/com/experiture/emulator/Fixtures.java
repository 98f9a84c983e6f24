package com.experiture.emulator;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Puts into the workspace what no call of the API can make, to prepare a test.
 *
 * <pre class="code">
 * emulator.fixtures()
 *     .audience("7b0c2a52-2f0c-4a35-9a3c-0a4f5d2f6c11", "Berliners",
 *             (profile) -&gt; "Berlin".equals(profile.get("city")), "city")
 *     .template("tpl_spring", "Spring", "email", true);
 * </pre>
 */
public final class Fixtures {

	private final Backend backend;

	Fixtures(Backend backend) {
		this.backend = backend;
	}

	/**
	 * Put a record into an object.
	 * @param object the object's name
	 * @param record the record, which must fit the schema
	 * @return this
	 * @throws IllegalArgumentException if there is no such object or the record does not
	 * fit its schema
	 */
	public Fixtures record(String object, Map<String, ?> record) {
		ObjectStore store = this.backend.workspace().named(object);
		try {
			store.append(List.of(store.reader().read(record, "record", -1, true)));
		}
		catch (ApiProblem ex) {
			throw new IllegalArgumentException(ex.getMessage() + ": " + ex.path(), ex);
		}
		return this;
	}

	/**
	 * Define an audience, or replace the one with that id. Previews and campaigns ask it
	 * of the stored profiles each time.
	 * @param id the id: one that begins with {@code aud_} for previews, or the UUID that
	 * campaigns need
	 * @param name the name
	 * @param filter which profiles belong to it, given as
	 * {@link ExperitureEmulator#records} shows them
	 * @param fieldsUsed the fields that the filter looks at, as previews report them; the
	 * sample records of previews have these fields only (documented)
	 * @return this
	 * @throws IllegalArgumentException if the id is neither
	 */
	public Fixtures audience(String id, String name, Predicate<Map<String, Object>> filter, String... fieldsUsed) {
		String known = id.startsWith("aud_") ? id : UUID.fromString(id).toString();
		this.backend.audiences().add(new Audience(known, name, filter, List.of(fieldsUsed)));
		return this;
	}

	/**
	 * Return the id of an audience, such as one that an import has made.
	 * @param name the audience's name
	 * @return the id
	 * @throws NoSuchElementException if there is none of that name
	 */
	public String audienceId(String name) {
		Audience audience = this.backend.audiences().named(name);
		if (audience == null) {
			throw new NoSuchElementException("There is no audience '" + name + "'");
		}
		return audience.id();
	}

	/**
	 * Put a campaign of another type than {@code broadcast} into the workspace, such as a
	 * journey that was made in the console. Version 1 of the API refuses it with 409:
	 * reads of the campaign and of its summary with {@code SUMMARY_TYPE_UNSUPPORTED}, all
	 * other calls with {@code TYPE_UNSUPPORTED} (documented). Lists do not show it
	 * (assumed).
	 * @param id the id, a UUID
	 * @param name the name
	 * @param campaignType the type, such as {@code journey}
	 * @return this
	 * @throws IllegalArgumentException if the id is not a UUID or the type is
	 * {@code broadcast}
	 */
	public Fixtures campaign(String id, String name, String campaignType) {
		if (campaignType.equals(Campaign.BROADCAST)) {
			throw new IllegalArgumentException("A broadcast is created by the API");
		}
		this.backend.add(new Campaign(UUID.fromString(id).toString(), name, campaignType));
		return this;
	}

	/**
	 * Define a template. A template that is not defined blocks the preflight of campaigns
	 * that use it.
	 * @param id the id
	 * @param name the name
	 * @param channel the channel that it is made for
	 * @param published whether campaigns may use it
	 * @return this
	 */
	public Fixtures template(String id, String name, String channel, boolean published) {
		this.backend.bindings().add(new Template(id, name, channel, published));
		return this;
	}

}
