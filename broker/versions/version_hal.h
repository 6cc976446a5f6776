// Versions, tags and branches as HAL.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "links.h"
#include "storage/database.h"
#include "versions/version.h"
#include "web/hal.h"

namespace tally::versions {

// Only a single version says where its deployment can be recorded.
enum class Detail { whole, in_a_list };
// `self` is the URL that was asked for; empty takes the version's own.
json::Value version_document(storage::Transaction& transaction, const Links& links, const Version& version,
                             Detail detail, std::string self = {});

// What other resources embed: the number and where the version is.
json::Value version_summary(const Links& links, std::string_view pacticipant, std::string_view number);
web::Link version_link(const Links& links, std::string_view pacticipant, std::string_view number);
web::Link pacticipant_link(const Links& links, std::string_view name);

web::Hal tag_document(const Links& links, const Version& version, const Tag& tag);
web::Hal branch_document(const Links& links, std::string_view pacticipant, const Branch& branch);

}  // namespace tally::versions
