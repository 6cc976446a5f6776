#include "versions/version_service.h"

#include <algorithm>

#include "environments/environment_store.h"
#include "environments/placement_store.h"
#include "pacticipants/pacticipant_store.h"
#include "versions/branch_store.h"
#include "versions/tag_store.h"

namespace tally::versions {

namespace {

void detect_main_branch(storage::Transaction& transaction, const Settings& settings, const Version& version,
                        std::string_view name, const Moment& now) {
    if (!settings.auto_detect_main_branch) return;
    const auto& candidates = settings.main_branch_candidates;
    if (std::find(candidates.begin(), candidates.end(), name) == candidates.end()) return;
    pacticipants::set_first_main_branch(transaction, version.pacticipant_id, name, now.text);
}

bool becomes_branch(storage::Transaction& transaction, const Settings& settings, const Version& version,
                    const Moment& now) {
    if (!settings.use_first_tag_as_branch) return false;
    if (version.created_at < iso_8601_fixed(now.time - settings.first_tag_as_branch_limit)) return false;
    return list_memberships(transaction, version.id).empty() &&
           list_tags(transaction, version.id).size() == 1;
}

}  // namespace

bool put_on_branch(storage::Transaction& transaction, const Settings& settings, const Version& version,
                   std::string_view branch, const Moment& now) {
    const bool added = add_to_branch(transaction, version, branch, Origin::user, now.text);
    detect_main_branch(transaction, settings, version, branch, now);
    return added;
}

bool tag_version(storage::Transaction& transaction, const Settings& settings, const Version& version,
                 std::string_view tag, const Moment& now) {
    const bool added = add_tag(transaction, version, tag, now.text);
    if (!added) return false;
    if (becomes_branch(transaction, settings, version, now)) {
        add_to_branch(transaction, version, tag, Origin::automatic, now.text);
    }
    detect_main_branch(transaction, settings, version, tag, now);
    return true;
}

void deploy_by_tag(storage::Transaction& transaction, const Settings& settings, const Version& version,
                   std::string_view tag, const Moment& now) {
    if (!settings.create_deployed_versions_for_tags) return;
    const auto environment = environments::find_environment_named(transaction, tag);
    if (!environment) return;
    environments::deploy(transaction, version, {environment->id, "", environments::DeployedBy::tag},
                         now.new_uuid(), now.text);
}

}  // namespace tally::versions
