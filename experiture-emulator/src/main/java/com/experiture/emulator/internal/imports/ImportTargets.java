package com.experiture.emulator.internal.imports;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import com.experiture.emulator.internal.audiences.AudienceStore;
import com.experiture.emulator.internal.audiences.StoredAudience;
import com.experiture.emulator.internal.imports.ImportSpec.Contacts;
import com.experiture.emulator.internal.lists.StaticLists;
import com.experiture.emulator.internal.protocol.ApiProblem;
import com.experiture.emulator.internal.protocol.Ids;
import com.experiture.emulator.internal.store.ObjectStore;
import com.experiture.emulator.internal.store.WorkspaceStore;

/**
 * What files are imported into: an object, and with it a list or an audience.
 *
 * @param workspace the objects
 * @param lists the lists
 * @param audiences the audiences
 */
public record ImportTargets(WorkspaceStore workspace, StaticLists lists, AudienceStore audiences) {

	/**
	 * Check that an import job has the targets that it names.
	 * @param spec what the job is created with
	 * @param uniqueListNames whether the list to create needs a name of its own
	 * @throws ApiProblem if a target is missing or cannot be created
	 */
	void check(ImportSpec spec, boolean uniqueListNames) {
		store(spec);
		Contacts contacts = spec.contacts();
		if (contacts.listName() != null && uniqueListNames) {
			this.lists.requireUnused(contacts.listName(), "listName");
		}
		String targetListId = contacts.targetListId();
		if (targetListId != null) {
			this.lists.locked(() -> this.lists.requested(targetListId));
		}
	}

	ObjectStore store(ImportSpec spec) {
		return this.workspace.requested(spec.objectName());
	}

	/**
	 * Add the contact keys of the valid rows to lists and audiences.
	 * @param contacts where the contact keys go
	 * @param contactKeys the contact keys
	 * @param now the time by the emulator's clock
	 */
	void collect(Contacts contacts, Set<String> contactKeys, Instant now) {
		if (contacts.listName() != null) {
			this.lists.add(this.lists.create(contacts.listName(), null, "import", now), contactKeys, now);
		}
		String targetListId = contacts.targetListId();
		if (targetListId != null) {
			this.lists.locked(() -> {
				this.lists.add(this.lists.requested(targetListId), contactKeys, now);
				return contactKeys;
			});
		}
		if (contacts.audienceName() != null) {
			this.audiences.add(new StoredAudience(Ids.uuid(), contacts.audienceName(),
					(profile) -> contactKeys.contains(String.valueOf(profile.get("email"))), List.of("email")));
		}
	}

}
