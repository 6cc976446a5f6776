#include "reporting/causes.h"

#include "base/text.h"

namespace tally::reporting {

using matching::Mismatch;
using matching::MismatchKind;

Causes find_causes(const matching::Mismatches& mismatches) {
    bool other_status = false;
    bool other_type = false;
    for (const auto& mismatch : mismatches) {
        other_status = other_status || mismatch.kind == MismatchKind::status;
        other_type = other_type || mismatch.kind == MismatchKind::body_type;
    }
    Causes causes;
    causes.other_response = other_status || other_type;
    for (const auto& mismatch : mismatches) {
        const bool about_body =
            mismatch.kind == MismatchKind::body || mismatch.kind == MismatchKind::body_type;
        const bool about_type = mismatch.kind == MismatchKind::header &&
                                text::equals_ignoring_case(mismatch.location, "Content-Type");
        const bool follows =
            mismatch.follows || (other_status && mismatch.kind != MismatchKind::status) ||
            (other_type && ((about_body && mismatch.kind != MismatchKind::body_type) || about_type));
        (follows ? causes.follow_on : causes.shown).push_back(&mismatch);
    }
    if (causes.shown.empty()) causes.shown.swap(causes.follow_on);
    return causes;
}

}  // namespace tally::reporting
