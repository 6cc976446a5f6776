// Putting versions on branches and tagging them, with what follows from it by itself.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "settings.h"
#include "storage/database.h"
#include "versions/version.h"

namespace tally::versions {

// When it happens, as a value and as it is stored, and where the identifiers of new records come from.
struct Moment {
    Time time;
    std::string_view text;
    const std::function<std::string()>& new_uuid;
};

// A pacticipant without a main branch gets the first candidate that is used as a branch or tag.
// False when the version was on the branch already.
bool put_on_branch(storage::Transaction& transaction, const Settings& settings, const Version& version,
                   std::string_view branch, const Moment& now);

// The first tag of a new version without a branch becomes its branch as well.
// False when the version had the tag already.
bool tag_version(storage::Transaction& transaction, const Settings& settings, const Version& version,
                 std::string_view tag, const Moment& now);

// A tag named like an environment, put by itself, says that the version is deployed there, again with each
// time it is put. A tag that comes with contracts says nothing yet: they are published before they are
// deployed.
void deploy_by_tag(storage::Transaction& transaction, const Settings& settings, const Version& version,
                   std::string_view tag, const Moment& now);

}  // namespace tally::versions
