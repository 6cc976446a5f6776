#include "reporting/causes.h"

#include "base/text.h"

namespace tally::reporting {

using matching::Mismatch;
using matching::MismatchKind;

Causes find_causes(const matching::Mismatches& mismatches) {
    bool other_status = false;
    bool other_type = false;
    bool type_is_cause = false;
    for (const auto& mismatch : mismatches) {
        other_status = other_status || mismatch.kind == MismatchKind::status;
        other_type = other_type || mismatch.kind == MismatchKind::body_type;
        // Unless matching has said already that the header is the cause and the body follows
        type_is_cause = type_is_cause || (mismatch.kind == MismatchKind::body_type && !mismatch.follows);
    }
    Causes causes;
    causes.other_response = other_status || other_type;
    for (const auto& mismatch : mismatches) {
        const bool about_body =
            mismatch.kind == MismatchKind::body || mismatch.kind == MismatchKind::body_type;
        const bool about_type = mismatch.kind == MismatchKind::header &&
                                text::equals_ignoring_case(mismatch.location, "Content-Type");
        const bool folded_into_type =
            (about_body && mismatch.kind != MismatchKind::body_type) || (type_is_cause && about_type);
        const bool follows = mismatch.follows || (other_status && mismatch.kind != MismatchKind::status) ||
                             (other_type && folded_into_type);
        (follows ? causes.follow_on : causes.shown).push_back(&mismatch);
    }
    if (causes.shown.empty()) causes.shown.swap(causes.follow_on);
    return causes;
}

}  // namespace tally::reporting
