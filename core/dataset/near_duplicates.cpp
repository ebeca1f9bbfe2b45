#include "core/dataset/near_duplicates.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <fstream>
#include <map>
#include <mutex>
#include <numeric>
#include <opencv2/imgproc.hpp>
#include <set>
#include <string>
#include <system_error>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/fingerprint.hpp"
#include "core/base/parallel.hpp"
#include "core/image/mat.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

using Signature = PictureSignature;
using Hash = std::uint64_t;

constexpr int kSide = Signature::kSide;
constexpr std::size_t kPixels = std::size_t{kSide} * kSide;
constexpr int kFrequencies = 9;  ///< along each axis
constexpr std::size_t kMirrored = Signature::kViews - 1;
constexpr double kPart = 0.9;           ///< of a side, that a cut shows
constexpr double kLeastContrast = 3.0;  ///< standard deviation of the grey, of 255
/// Pictures whose hashes differ in more bits are not compared. With four bands of 16 bits, two that differ in
/// at most eleven have a band that differs in at most two.
constexpr int kMostBits = 11;
constexpr int kBands = 4;
constexpr int kBandBits = 16;

using Grey = std::array<float, kPixels>;

/// [frequency][pixel]
const std::array<std::array<float, kSide>, kFrequencies>& cosines() {
    static const auto table = [] {
        std::array<std::array<float, kSide>, kFrequencies> values{};
        for (int k = 0; k < kFrequencies; ++k) {
            for (int x = 0; x < kSide; ++x) {
                values[static_cast<std::size_t>(k)][static_cast<std::size_t>(x)] =
                    static_cast<float>(std::cos(M_PI * (x + 0.5) * k / kSide));
            }
        }
        return values;
    }();
    return table;
}

/// The lowest 64 frequencies but the mean: 0 to 7 along both axes, and (8, 0).
Hash hashOf(const Grey& grey) {
    const auto& table = cosines();
    std::array<std::array<float, kSide>, kFrequencies> columns{};  // [frequency along x][y]
    for (std::size_t k = 0; k < kFrequencies; ++k) {
        for (std::size_t y = 0; y < kSide; ++y) {
            columns[k][y] = std::inner_product(table[k].begin(), table[k].end(),
                                               grey.begin() + static_cast<std::ptrdiff_t>(y * kSide), 0.0F);
        }
    }
    std::array<float, 64> values{};
    std::size_t count = 0;
    for (std::size_t u = 0; u < kFrequencies; ++u) {
        for (std::size_t v = 0; v < kFrequencies; ++v) {
            if ((u < 8 && v < 8 && u + v > 0) || (u == 8 && v == 0)) {
                values[count++] =
                    std::inner_product(table[v].begin(), table[v].end(), columns[u].begin(), 0.0F);
            }
        }
    }
    std::array<float, 64> sorted = values;
    std::nth_element(sorted.begin(), sorted.begin() + 32, sorted.end());
    Hash hash = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        hash |= values[i] >= sorted[32] ? Hash{1} << i : 0;
    }
    return hash;
}

/// How a view is cut out: from (left, top) on, in pixels, at this step for each of its own.
struct Cut {
    double left = 0.0;
    double top = 0.0;
    double step = 1.0;
    bool is_mirrored = false;
};

Cut cutOf(std::size_t view) {
    if (view == 0) {
        return {};
    }
    if (view == kMirrored) {
        return {.is_mirrored = true};
    }
    const auto place = static_cast<double>((view - 1) % 3);
    const auto row = static_cast<double>((view - 1) / 3);
    const double spare = (1.0 - kPart) * kSide / 2;
    return {.left = place * spare, .top = row * spare, .step = kPart};
}

Grey viewOf(const std::array<std::uint8_t, kPixels>& grey, const Cut& cut) {
    Grey view{};
    const auto at = [&](int x, int y) {
        return static_cast<float>(grey[static_cast<std::size_t>(std::clamp(y, 0, kSide - 1)) * kSide +
                                       static_cast<std::size_t>(std::clamp(x, 0, kSide - 1))]);
    };
    for (int y = 0; y < kSide; ++y) {
        for (int x = 0; x < kSide; ++x) {
            const int from = cut.is_mirrored ? kSide - 1 - x : x;
            const double px = cut.left + (from + 0.5) * cut.step - 0.5;
            const double py = cut.top + (y + 0.5) * cut.step - 0.5;
            const int x0 = static_cast<int>(std::floor(px));
            const int y0 = static_cast<int>(std::floor(py));
            const auto fx = static_cast<float>(px - x0);
            const auto fy = static_cast<float>(py - y0);
            view[static_cast<std::size_t>(y) * kSide + static_cast<std::size_t>(x)] =
                (1 - fy) * ((1 - fx) * at(x0, y0) + fx * at(x0 + 1, y0)) +
                fy * ((1 - fx) * at(x0, y0 + 1) + fx * at(x0 + 1, y0 + 1));
        }
    }
    return view;
}

float correlation(const Grey& a, const Grey& b) {
    const double n = static_cast<double>(kPixels);
    const double mean_a = std::accumulate(a.begin(), a.end(), 0.0) / n;
    const double mean_b = std::accumulate(b.begin(), b.end(), 0.0) / n;
    double ab = 0.0;
    double aa = 0.0;
    double bb = 0.0;
    for (std::size_t i = 0; i < kPixels; ++i) {
        const double da = static_cast<double>(a[i]) - mean_a;
        const double db = static_cast<double>(b[i]) - mean_b;
        ab += da * db;
        aa += da * da;
        bb += db * db;
    }
    return aa > 0.0 && bb > 0.0 ? static_cast<float>(ab / std::sqrt(aa * bb)) : 0.0F;
}

LikenessKind kindOf(std::size_t view) {
    return view == 0           ? LikenessKind::same_picture
           : view == kMirrored ? LikenessKind::mirrored
                               : LikenessKind::part;
}

/// The best correlation with cuts around this one: where it was made and how large it is, is not known
/// exactly.
float bestCorrelation(const Grey& own, const Signature& viewed, std::size_t view) {
    const Cut cut = cutOf(view);
    float best = correlation(own, viewOf(viewed.grey, cut));
    if (kindOf(view) != LikenessKind::part) {
        return best;
    }
    for (const double dx : {-0.8, -0.4, 0.0, 0.4, 0.8}) {
        for (const double dy : {-0.8, -0.4, 0.0, 0.4, 0.8}) {
            best = std::max(
                best,
                correlation(own, viewOf(viewed.grey,
                                        {.left = cut.left + dx, .top = cut.top + dy, .step = cut.step})));
        }
    }
    return best;
}

/// Finds hashes that differ in few bits.
class HashIndex {
  public:
    /// Of every view of every signature.
    explicit HashIndex(std::span<const Signature> signatures) : m_signatures(signatures) {
        for (std::size_t band = 0; band < kBands; ++band) {
            fill(band);
        }
    }

    /// Calls visit(signature) for others, of a higher place or not, with a view like this one as a whole; the
    /// same may come several times.
    template <class Visit>
    void find(std::size_t place, const Visit& visit) const {
        const Hash hash = m_signatures[place].views[0];
        for (std::size_t band = 0; band < kBands; ++band) {
            const auto own = static_cast<std::uint32_t>((hash >> (band * kBandBits)) & 0xFFFFU);
            probe(band, own, hash, place, visit);
            for (int bit = 0; bit < kBandBits; ++bit) {
                const std::uint32_t one = own ^ (1U << bit);
                probe(band, one, hash, place, visit);
                for (int next = bit + 1; next < kBandBits; ++next) {
                    probe(band, one ^ (1U << next), hash, place, visit);
                }
            }
        }
    }

  private:
    void fill(std::size_t band) {
        std::vector<std::uint32_t>& starts = m_starts[band];
        starts.assign((std::size_t{1} << kBandBits) + 1, 0);
        const auto each = [&](const auto& visit) {
            for (std::size_t i = 0; i < m_signatures.size(); ++i) {
                for (std::size_t view = 0; view < Signature::kViews && !m_signatures[i].is_blank; ++view) {
                    visit((m_signatures[i].views[view] >> (band * kBandBits)) & 0xFFFFU,
                          static_cast<std::uint32_t>(i * Signature::kViews + view));
                }
            }
        };
        each([&](Hash bucket, std::uint32_t) { ++starts[bucket + 1]; });
        std::partial_sum(starts.begin(), starts.end(), starts.begin());
        m_entries[band].resize(starts.back());
        std::vector<std::uint32_t> next(starts.begin(), starts.end() - 1);
        each([&](Hash bucket, std::uint32_t entry) { m_entries[band][next[bucket]++] = entry; });
    }

    template <class Visit>
    void probe(std::size_t band, std::uint32_t bucket, Hash hash, std::size_t place,
               const Visit& visit) const {
        for (std::uint32_t i = m_starts[band][bucket]; i < m_starts[band][bucket + 1]; ++i) {
            const std::uint32_t entry = m_entries[band][i];
            const std::size_t other = entry / Signature::kViews;
            if (other != place &&
                std::popcount(hash ^ m_signatures[other].views[entry % Signature::kViews]) <= kMostBits) {
                visit(other);
            }
        }
    }

    std::span<const Signature> m_signatures;
    std::array<std::vector<std::uint32_t>, kBands> m_starts;   ///< [buckets + 1]
    std::array<std::vector<std::uint32_t>, kBands> m_entries;  ///< place · views + view
};

/// As far reduced as leaves enough pixels.
int denominatorFor(const ImageRow& record) {
    for (const int by : {8, 4, 2}) {
        if (std::min(record.width, record.height) >= by * 3 * kSide / 2) {
            return by;
        }
    }
    return 1;
}

/// Blank where the image cannot be decoded.
Signature signatureOfFile(const ImageRow& record) {
    try {
        return signatureOf(decodeImagePart(record.image_file, record.orientation, denominatorFor(record),
                                           {0.0F, 0.0F, 1.0F, 1.0F})
                               .image);
    } catch (const Error&) {
        return {.is_blank = true};  // checkDataset() tells of it
    }
}

/// @return empty if it cannot be read
std::string contentOf(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    Fingerprint hash;
    std::string buffer(std::size_t{1} << 18U, '\0');
    while (in.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || in.gcount() > 0) {
        hash.add({buffer.data(), static_cast<std::size_t>(in.gcount())});
    }
    return in.eof() ? hash.hex() : std::string();
}

/// Pairs of places with equal files: each with the first of its kind.
std::vector<NearDuplicate> equalFiles(const Dataset& dataset, std::span<const std::size_t> images,
                                      const std::stop_token& stop) {
    std::map<std::uintmax_t, std::vector<std::size_t>> by_size;
    for (std::size_t i = 0; i < images.size(); ++i) {
        std::error_code error;
        const std::uintmax_t size = fs::file_size(dataset.images.at(images[i]).image_file, error);
        if (!error && size > 0) {
            by_size[size].push_back(i);
        }
    }
    std::vector<NearDuplicate> pairs;
    for (const auto& [size, places] : by_size) {
        std::map<std::string, std::size_t> first;
        for (std::size_t i = 0; places.size() > 1 && i < places.size() && !stop.stop_requested(); ++i) {
            const std::string content = contentOf(dataset.images[images[places[i]]].image_file);
            if (!content.empty()) {
                const auto [found, is_new] = first.emplace(content, places[i]);
                if (!is_new) {
                    pairs.push_back({found->second, places[i], LikenessKind::same_bytes, 1.0F});
                }
            }
        }
    }
    return pairs;
}

bool isBefore(const NearDuplicate& a, const NearDuplicate& b) {
    return std::pair(a.first, a.second) < std::pair(b.first, b.second);
}

}  // namespace

const char* likenessKindName(LikenessKind kind) {
    switch (kind) {
        case LikenessKind::same_bytes:
            return "same-bytes";
        case LikenessKind::same_picture:
            return "same-picture";
        case LikenessKind::part:
            return "part";
        case LikenessKind::mirrored:
            return "mirrored";
    }
    return "unknown";
}

PictureSignature signatureOf(const Image& image) {
    Signature signature;
    if (image.empty()) {
        signature.is_blank = true;
        return signature;
    }
    cv::Mat grey;
    cv::cvtColor(matView(image), grey, cv::COLOR_RGB2GRAY);
    cv::Mat small(kSide, kSide, CV_8U, signature.grey.data());
    cv::resize(grey, small, small.size(), 0, 0,
               std::min(grey.cols, grey.rows) >= kSide ? cv::INTER_AREA : cv::INTER_LINEAR);
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(small, mean, deviation);
    signature.is_blank = deviation[0] < kLeastContrast;
    for (std::size_t view = 0; view < Signature::kViews; ++view) {
        signature.views[view] = hashOf(viewOf(signature.grey, cutOf(view)));
    }
    return signature;
}

Likeness likenessOf(const PictureSignature& whole, const PictureSignature& viewed) {
    const Grey own = viewOf(whole.grey, {});
    Likeness best;
    for (std::size_t view = 0; view < Signature::kViews; ++view) {
        if (std::popcount(whole.views[0] ^ viewed.views[view]) <= kMostBits) {
            const float value = bestCorrelation(own, viewed, view);
            if (value > best.value) {
                best = {.value = value, .kind = kindOf(view)};
            }
        }
    }
    return best;
}

std::optional<std::vector<NearDuplicate>> alikePairs(std::span<const PictureSignature> signatures,
                                                     const DuplicateOptions& options, std::stop_token stop) {
    const HashIndex index(signatures);
    std::vector<NearDuplicate> pairs;
    std::mutex mutex;
    const bool complete = parallelChunks(
        signatures.size(), {.chunk = 256}, std::move(stop), {}, [&](std::size_t begin, std::size_t end, int) {
            for (std::size_t i = begin; i < end; ++i) {
                if (signatures[i].is_blank) {
                    continue;
                }
                std::set<std::size_t> others;
                index.find(i, [&](std::size_t other) { others.insert(other); });
                for (const std::size_t other : others) {
                    const Likeness likeness = likenessOf(signatures[i], signatures[other]);
                    if (likeness.value >= options.least) {
                        const std::lock_guard lock(mutex);
                        pairs.push_back(
                            {std::min(i, other), std::max(i, other), likeness.kind, likeness.value});
                    }
                }
            }
        });
    if (!complete) {
        return std::nullopt;
    }
    // A pair that was found from both sides: its best.
    std::sort(pairs.begin(), pairs.end(), [](const NearDuplicate& a, const NearDuplicate& b) {
        return isBefore(a, b) ||
               (!isBefore(b, a) && std::pair(-a.likeness, a.kind) < std::pair(-b.likeness, b.kind));
    });
    pairs.erase(std::unique(pairs.begin(), pairs.end(),
                            [](const NearDuplicate& a, const NearDuplicate& b) {
                                return a.first == b.first && a.second == b.second;
                            }),
                pairs.end());
    return pairs;
}

std::optional<std::vector<NearDuplicate>> nearDuplicates(const Dataset& dataset,
                                                         std::span<const std::size_t> images,
                                                         const DuplicateOptions& options,
                                                         std::stop_token stop, const ProgressFn& progress) {
    std::vector<NearDuplicate> pairs = equalFiles(dataset, images, stop);
    std::vector<bool> is_copy(images.size(), false);  // its first one speaks for it
    for (const NearDuplicate& pair : pairs) {
        is_copy[pair.second] = true;
    }
    std::vector<Signature> signatures(images.size());
    const bool complete =
        parallelChunks(images.size(), {.chunk = 8, .unit = "images"}, stop, progress,
                       [&](std::size_t begin, std::size_t end, int) {
                           for (std::size_t i = begin; i < end; ++i) {
                               signatures[i] = is_copy[i] ? Signature{.is_blank = true}
                                                          : signatureOfFile(dataset.images.at(images[i]));
                           }
                       });
    const auto alike = complete ? alikePairs(signatures, options, stop) : std::nullopt;
    if (!alike) {
        return std::nullopt;
    }
    pairs.insert(pairs.end(), alike->begin(), alike->end());
    for (NearDuplicate& pair : pairs) {
        const auto [first, second] = std::minmax({images[pair.first], images[pair.second]});
        pair.first = first;
        pair.second = second;
    }
    std::sort(pairs.begin(), pairs.end(), isBefore);
    return pairs;
}

std::vector<std::size_t> duplicateGroups(std::size_t images, std::span<const NearDuplicate> pairs) {
    std::vector<std::size_t> parent(images);
    std::iota(parent.begin(), parent.end(), std::size_t{0});
    const auto root = [&](std::size_t i) {
        while (parent[i] != i) {
            parent[i] = parent[parent[i]];
            i = parent[i];
        }
        return i;
    };
    for (const NearDuplicate& pair : pairs) {
        const auto [lower, higher] = std::minmax({root(pair.first), root(pair.second)});
        parent[higher] = lower;
    }
    std::vector<std::size_t> groups(images);
    std::vector<std::size_t> number(images, SIZE_MAX);
    std::size_t next = 0;
    for (std::size_t i = 0; i < images; ++i) {
        std::size_t& own = number[root(i)];
        own = own == SIZE_MAX ? next++ : own;
        groups[i] = own;
    }
    return groups;
}

}  // namespace priorscope
