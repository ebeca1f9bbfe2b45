#include "core/formats/images/image_pairing.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <utility>

#include "core/base/text/unicode.hpp"
#include "core/dataset/issue_kind.hpp"
#include "core/image/image.hpp"

namespace priorscope {
namespace {

using Indices = std::vector<std::size_t>;

/// The images that match one name, only the nearest ones.
struct Candidates {
    Indices images;
    int distance = 0;
    bool ambiguous = false;  ///< several match; the first one was chosen

    explicit operator bool() const { return !images.empty(); }
    std::size_t taken() const { return images.front(); }
};

/// Segmentation masks may be stored beside their images, under the same names.
bool isMask(const ImageFile& file) {
    const std::string folded =
        caseFolded(file.below.substr(0, file.below.size() - baseName(file.below).size()));
    return folded.find("segmentation") != std::string::npos || folded.find("mask") != std::string::npos;
}

/// Number of trailing folders that a written path and an image's path have in common.
int matchingFolders(const std::string& written, const std::string& below) {
    int folders = 0;
    auto a = written.rbegin();
    auto b = below.rbegin();
    for (; a != written.rend() && b != below.rend() && *a == *b; ++a, ++b) {
        folders += *a == '/' ? 1 : 0;
    }
    return folders;
}

class Pairing {
  public:
    Pairing(const std::vector<ImageClaim>& claims, const ImageIndex& images, const std::string& folder)
        : m_claims(claims), m_images(images), m_folder(folder), m_states(claims.size()) {}

    std::vector<PairedImage> run() {
        for (std::size_t i = 0; i < m_claims.size(); ++i) {
            choose(m_claims[i], m_states[i]);
        }
        while (returnToOwn()) {
        }
        settleShared();
        std::vector<PairedImage> result;
        result.reserve(m_claims.size());
        for (std::size_t i = 0; i < m_claims.size(); ++i) {
            result.push_back(described(m_claims[i], m_states[i]));
        }
        return result;
    }

  private:
    struct State {
        Candidates own{};
        Candidates named{};
        std::optional<std::size_t> taken{};
        bool by_name = false;       ///< <filename> was preferred to the own image
        bool shared = false;        ///< another annotation has the image, or no one
        std::string shared_with{};  ///< id of another annotation that claims it
    };

    bool fits(const ImageClaim& claim, std::size_t image) const {
        const auto header = readImageHeader(m_images.files()[image].path);
        if (!header || claim.width <= 0 || claim.height <= 0) {
            return false;
        }
        const ImageSize said{claim.width, claim.height};
        return said == ImageSize{header->width, header->height} || said == header->shown();
    }

    /// Keeps the nearest ones, then those that match <filename> or <size>; the rest is ambiguous.
    Candidates nearest(const ImageClaim& claim, Indices images) const {
        if (images.size() > 1) {
            keepIf(images, [&](std::size_t i) { return !isMask(m_images.files()[i]); });
        }
        std::erase_if(images, [&](std::size_t i) {
            return placesOf(claim.id, m_images.files()[i].below) == Places::of_other_split;
        });
        Candidates result;
        for (const std::size_t i : images) {
            const int distance = folderDistance(claim.id, m_images.files()[i].below);
            if (result.images.empty() || distance < result.distance) {
                result.images.clear();
                result.distance = distance;
            }
            if (distance == result.distance) {
                result.images.push_back(i);
            }
        }
        narrow(claim, result);
        return result;
    }

    void narrow(const ImageClaim& claim, Candidates& candidates) const {
        Indices& images = candidates.images;
        if (images.size() > 1) {
            keepIf(images, [&](std::size_t i) {
                return baseName(m_images.files()[i].below) == baseName(claim.filename);
            });
        }
        if (images.size() > 1) {
            keepIf(images, [&](std::size_t i) { return fits(claim, i); });
        }
        candidates.ambiguous = images.size() > 1;
    }

    /// Removes those that fail a test, unless all fail.
    template <typename Test>
    static void keepIf(Indices& images, const Test& test) {
        Indices kept;
        std::copy_if(images.begin(), images.end(), std::back_inserter(kept), test);
        if (!kept.empty()) {
            images = std::move(kept);
        }
    }

    Candidates named(const ImageClaim& claim) const {
        if (claim.filename.empty()) {
            return {};
        }
        const std::string_view name = baseName(claim.filename);
        Indices images = m_images.named(name);
        if (images.empty()) {  // no extension, or one that differs from the file's
            images = m_images.withStem(withoutKnownEnding(name));
        }
        int best = 0;
        for (const std::size_t i : images) {
            best = std::max(best, matchingFolders("/" + claim.filename, "/" + m_images.files()[i].below));
        }
        keepIf(images, [&](std::size_t i) {
            return matchingFolders("/" + claim.filename, "/" + m_images.files()[i].below) == best;
        });
        return nearest(claim, std::move(images));
    }

    void choose(const ImageClaim& claim, State& state) const {
        state.own = nearest(claim, m_images.withStem(baseName(claim.id)));
        state.named = named(claim);
        if (!state.own || !state.named) {
            const Candidates& there = state.own ? state.own : state.named;
            state.taken = there ? std::optional(there.taken()) : std::nullopt;
            return;
        }
        const bool named_is_own = std::find(state.own.images.begin(), state.own.images.end(),
                                            state.named.taken()) != state.own.images.end();
        if (named_is_own) {
            state.taken = state.own.images.size() == 1 ? state.own.taken() : state.named.taken();
            state.own.ambiguous = state.own.ambiguous && state.named.ambiguous;
            return;
        }
        const bool nearer = state.named.distance < state.own.distance;
        const bool as_far = state.named.distance == state.own.distance;
        state.by_name =
            nearer || (as_far && fits(claim, state.named.taken()) && !fits(claim, state.own.taken()));
        state.taken = state.by_name ? state.named.taken() : state.own.taken();
    }

    std::unordered_map<std::size_t, Indices> claimsByImage() const {
        std::unordered_map<std::size_t, Indices> by_image;
        for (std::size_t i = 0; i < m_states.size(); ++i) {
            if (m_states[i].taken) {
                by_image[*m_states[i].taken].push_back(i);
            }
        }
        return by_image;
    }

    /// A named image that others also claim is not worth giving up the own one for. @return whether
    /// anything changed, so that other annotations must be checked again
    bool returnToOwn() {
        bool changed = false;
        for (const auto& [image, claimants] : claimsByImage()) {
            for (const std::size_t i : claimants) {
                State& state = m_states[i];
                if (claimants.size() > 1 && state.by_name) {
                    state.by_name = false;
                    state.taken = state.own.taken();
                    changed = true;
                }
            }
        }
        return changed;
    }

    /// The claimant whose own folder is nearest to the image owns it; npos if there is none or more than one.
    std::size_t ownerOf(std::size_t image, const Indices& claimants) const {
        std::size_t owner = std::string::npos;
        bool tied = false;
        for (const std::size_t i : claimants) {
            const State& state = m_states[i];
            if (!state.own || state.own.taken() != image) {
                continue;
            }
            if (owner == std::string::npos || state.own.distance < m_states[owner].own.distance) {
                owner = i;
                tied = false;
            } else {
                tied = tied || state.own.distance == m_states[owner].own.distance;
            }
        }
        return tied ? std::string::npos : owner;
    }

    void settleShared() {
        for (const auto& [image, claimants] : claimsByImage()) {
            if (claimants.size() < 2) {
                continue;
            }
            const std::size_t owner = ownerOf(image, claimants);
            for (const std::size_t i : claimants) {
                if (i != owner) {
                    m_states[i].shared = true;
                    const std::size_t other = claimants.front() == i ? claimants[1] : claimants.front();
                    m_states[i].shared_with = m_claims[owner == std::string::npos ? other : owner].id;
                }
            }
        }
    }

    std::string nameOf(std::size_t image) const { return m_images.files()[image].below; }

    PairedImage described(const ImageClaim& claim, const State& state) const {
        const std::string stem(baseName(claim.id));
        PairedImage result{
            .image = state.taken,
            .expected = claim.filename.empty() ? claim.id + ".jpg" : std::string(baseName(claim.filename)),
            .doubts = {}};
        if (!state.taken) {
            result.doubts.push_back(missing(claim, result.expected, stem));
            return result;
        }
        const std::string taken = nameOf(*state.taken);
        if (state.shared) {
            result.contested = std::exchange(result.image, std::nullopt);
            result.doubts.push_back({IssueKind::shared_image, shared(claim, state, stem, taken), false});
            return result;
        }
        noteDifference(claim, state, stem, taken, result);
        if (placesOf(claim.id, taken) == Places::apart) {
            result.doubts.push_back({IssueKind::wrong_name,
                                     Core::tr("No image of this name lies in the annotation's own folder: %1 "
                                              "is taken. If it is another picture, put the right one there.")
                                         .arg(taken),
                                     false});
        }
        const Candidates& used = state.own ? state.own : state.named;
        if (used.ambiguous && !state.by_name) {
            result.doubts.push_back({IssueKind::ambiguous_image,
                                     Core::tr("The images %1 and %2 both fit this annotation; %3 is taken. "
                                              "Name the right one in <filename>.")
                                         .arg(nameOf(used.images[0]))
                                         .arg(nameOf(used.images[1]))
                                         .arg(taken),
                                     true});
        }
        return result;
    }

    /// Two annotations lead to one image.
    static Sentence shared(const ImageClaim& claim, const State& state, const std::string& stem,
                           const std::string& taken) {
        return (state.own
                    ? Core::tr("The annotations %1 and %2 both lead to the image %3: this annotation has no "
                               "image and is not trained on. Rename the image or the annotation, or write "
                               "all objects of an image into one file.")
                    : Core::tr("The annotations %1 and %2 both lead to the image %3, and no image is called "
                               "%4: this annotation has no image and is not trained on. Rename the image or "
                               "the annotation, or write all objects of an image into one file."))
            .arg(claim.id)
            .arg(state.shared_with)
            .arg(taken)
            .arg(stem);
    }

    /// <filename> and the annotation's own name lead to different images.
    void noteDifference(const ImageClaim& claim, const State& state, const std::string& stem,
                        const std::string& taken, PairedImage& result) const {
        if (claim.filename.empty()) {
            return;
        }
        const bool other_ending = state.named && nameOf(state.named.taken()) != claim.filename &&
                                  baseName(nameOf(state.named.taken())) != baseName(claim.filename) &&
                                  isImageName(claim.filename);
        if (!state.named || (other_ending && !state.own)) {
            result.doubts.push_back(
                {IssueKind::missing_image,
                 Core::tr("The annotation names the image %1, which is not there; %2 is taken instead.")
                     .arg(claim.filename)
                     .arg(taken),
                 true});
        } else if (state.own && *state.taken != state.named.taken() && !state.own.ambiguous) {
            result.doubts.push_back({IssueKind::wrong_name,
                                     Core::tr("The annotation names the image %1, but is itself called %2: "
                                              "%3 is taken. Correct <filename>.")
                                         .arg(nameOf(state.named.taken()))
                                         .arg(stem)
                                         .arg(taken),
                                     true});
        } else if (state.by_name) {
            result.doubts.push_back(
                {IssueKind::wrong_name,
                 (state.named.distance < state.own.distance
                      ? Core::tr("The annotation is called %1, but names the image %2, which lies nearer: %2 "
                                 "is taken, not %3.")
                      : Core::tr("The annotation is called %1, but names the image %2, and only that has the "
                                 "size in <size>: %2 is taken, not %3."))
                     .arg(stem)
                     .arg(taken)
                     .arg(nameOf(state.own.taken())),
                 true});
        }
    }

    PairingFinding missing(const ImageClaim& claim, const std::string& expected,
                           const std::string& stem) const {
        std::string other = m_images.otherFormat(stem);
        if (other.empty()) {
            other = m_images.otherFormat(withoutKnownEnding(baseName(claim.filename)));
        }
        if (other.empty()) {
            const std::string_view name = baseName(claim.filename);
            other = m_images.otherFormat(name.substr(0, name.rfind('.')));
        }
        if (!other.empty()) {
            return {IssueKind::bad_image,
                    Core::tr("The image %1 is there, but files of this format are not read: convert it to "
                             "JPEG or PNG.")
                        .arg(other),
                    false};
        }
        if (m_images.isBrokenLink(expected) || m_images.isBrokenLink(stem)) {
            return {IssueKind::missing_image,
                    Core::tr("The image %1 is a link to a file that does not exist; it is left out.")
                        .arg(expected),
                    false};
        }
        return {IssueKind::missing_image,
                Core::tr("The image %1 is not there; it was looked for in %2, and is left out. Put it there, "
                         "or remove the annotation.")
                    .arg(expected)
                    .arg(m_folder),
                false};
    }

    const std::vector<ImageClaim>& m_claims;
    const ImageIndex& m_images;
    const std::string& m_folder;
    std::vector<State> m_states;
};

}  // namespace

std::vector<PairedImage> pairImages(const std::vector<ImageClaim>& claims, const ImageIndex& images,
                                    const std::string& folder) {
    return Pairing(claims, images, folder).run();
}

}  // namespace priorscope
