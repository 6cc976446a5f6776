// Storing a contract of a consumer version, under the rules of publishing.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "contracts/content.h"
#include "contracts/contract.h"
#include "contracts/contract_store.h"
#include "pacticipants/pacticipant.h"
#include "settings.h"
#include "storage/database.h"
#include "versions/version.h"

namespace tally::contracts {

enum class OnConflict {
    overwrite,
    merge,                 // with what the version has published already; what is equal is replaced
    merge_unless_changed,  // the same, but refused when a request changes
};

struct Publication {
    enum class Kind { published, unchanged, changed, merged, change_refused, merge_refused };
    Kind kind = Kind::published;
    Contract contract;    // as it is now; of a refusal: as it was before
    Saved saved;
    std::string message;  // of a refusal: why
    std::string diff;     // of a refused change

    bool refused() const { return kind == Kind::change_refused || kind == Kind::merge_refused; }
};

struct Incoming {
    const Content& content;
    const json::Value& document;  // that it was made of
    OnConflict on_conflict = OnConflict::overwrite;
    bool is_first = false;  // known to be: the version was just created
};

Publication publish(storage::Transaction& transaction, const Settings& settings,
                    const pacticipants::Pacticipant& consumer, const versions::Version& version,
                    const pacticipants::Pacticipant& provider, const Incoming& incoming,
                    std::string_view now);

// The pacticipants of these names, which are created where they are not known.
struct Named {
    std::map<std::string, pacticipants::Pacticipant, std::less<>> by_name;
    std::vector<std::string> complaints;  // about names that are new but look like known ones: nothing was created
};
Named find_or_create_all(storage::Transaction& transaction, const Settings& settings,
                         const std::vector<std::string>& names, std::string_view now);

}  // namespace tally::contracts
