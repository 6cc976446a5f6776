#include "e2e/original_broker/order_of_events.h"

#include <algorithm>

namespace tally::e2e {

using Kind = testing_support::Operation::Kind;

bool OrderOfEvents::begins(const Version& version) const {
    return std::any_of(firsts_.begin(), firsts_.end(),
                       [&](const auto& branch) { return branch.second == version; });
}

bool OrderOfEvents::allows(const testing_support::Operation& one) {
    const Version version{one.name, one.number};
    const Branch branch{one.name, one.branch};
    switch (one.kind) {
        case Kind::tag:
        case Kind::untag:
            if (verifiers_.count(version) != 0) return false;
            break;
        case Kind::put_on_branch:
            if (firsts_.count(branch) == 0 && versions_.count(version) != 0) return false;
            firsts_.emplace(branch, version);
            break;
        case Kind::take_from_branch:
            return firsts_.count(branch) == 0 || firsts_.at(branch) != version;
        case Kind::remove_branch:
            firsts_.erase(branch);
            return true;
        case Kind::remove_version:
            if (verifiers_.count(version) != 0 || begins(version)) return false;
            versions_.erase(version);
            return true;
        case Kind::verify:
            versions_.emplace(one.provider, one.provider_version);
            verifiers_.emplace(one.provider, one.provider_version);
            return true;
        default:
            break;
    }
    versions_.insert(version);
    return true;
}

}  // namespace tally::e2e
