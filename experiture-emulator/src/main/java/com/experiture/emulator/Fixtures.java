package com.experiture.emulator;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.function.Predicate;

import com.experiture.emulator.internal.Backend;
import com.experiture.emulator.internal.audiences.StoredAudience;
import com.experiture.emulator.internal.campaigns.ContentTemplate;
import com.experiture.emulator.internal.campaigns.StoredCampaign;
import com.experiture.emulator.internal.protocol.ApiProblem;
import com.experiture.emulator.internal.store.ObjectStore;

/**
 * Puts into the workspace what no call of the API can create, to prepare a test.
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
	 * Insert a record into an object.
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
	 * Define an audience, or replace the one with the same id. Previews and campaigns
	 * evaluate it on the stored profiles each time.
	 * @param id the id: one that begins with {@code aud_} for previews, or a UUID, which
	 * campaigns need
	 * @param name the name
	 * @param filter matches the profiles that belong to it, which have the form of
	 * {@link ExperitureEmulator#records}
	 * @param fieldsUsed the fields that the filter uses, as previews report them; the
	 * sample records of previews have only these fields (documented)
	 * @return this
	 * @throws IllegalArgumentException if the id is neither of them
	 */
	public Fixtures audience(String id, String name, Predicate<Map<String, Object>> filter, String... fieldsUsed) {
		String known = id.startsWith("aud_") ? id : UUID.fromString(id).toString();
		this.backend.audiences().add(new StoredAudience(known, name, filter, List.of(fieldsUsed)));
		return this;
	}

	/**
	 * Return the id of an audience, for example of one that an import has created.
	 * @param name the audience's name
	 * @return the id
	 * @throws NoSuchElementException if there is no audience of that name
	 */
	public String audienceId(String name) {
		StoredAudience audience = this.backend.audiences().named(name);
		if (audience == null) {
			throw new NoSuchElementException("There is no audience '" + name + "'");
		}
		return audience.id();
	}

	/**
	 * Put a campaign of another type than {@code broadcast} into the workspace, such as a
	 * journey that was created in the console. Version 1 of the API rejects it with 409:
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
		if (campaignType.equals(StoredCampaign.BROADCAST)) {
			throw new IllegalArgumentException("A broadcast is created by a call of the API");
		}
		this.backend.campaigns().add(new StoredCampaign(UUID.fromString(id).toString(), name, campaignType));
		return this;
	}

	/**
	 * Define a template. A template that is not defined blocks the preflight of campaigns
	 * that use it.
	 * @param id the id
	 * @param name the name
	 * @param channel the channel of the template
	 * @param published whether campaigns can use it
	 * @return this
	 */
	public Fixtures template(String id, String name, String channel, boolean published) {
		this.backend.templates().add(new ContentTemplate(id, name, channel, published));
		return this;
	}

}
