#include "core/dataset/distributions.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <mutex>

#include "core/base/parallel.hpp"

namespace priorscope {
namespace {

constexpr std::size_t kChunk = 8192;
using Counts = std::vector<std::int64_t>;

/// Of some images: one set of counts.
struct Part {
    Counts sizes = Counts(static_cast<std::size_t>(PixelBins::kCount) * PixelBins::kCount);
    Counts places =
        Counts(static_cast<std::size_t>(DatasetDistributions::kPlaces) * DatasetDistributions::kPlaces);
    Counts images = Counts(DatasetDistributions::kMostObjects + 1);

    void addObject(const ImageRow& image, const Annotation& object) {
        const auto figure = [&](FilterField field) { return objectFigure(field, image, object); };
        const auto bin = [&](FilterField side) {
            return static_cast<std::size_t>(PixelBins::binOf(figure(side)));
        };
        ++sizes[bin(FilterField::height) * PixelBins::kCount + bin(FilterField::width)];
        const auto cell = [&](FilterField place) {
            return static_cast<std::size_t>(std::clamp(figure(place) * DatasetDistributions::kPlaces, 0.0,
                                                       DatasetDistributions::kPlaces - 1.0));
        };
        ++places[cell(FilterField::y) * DatasetDistributions::kPlaces + cell(FilterField::x)];
    }
    void addImage(std::size_t objects) { ++images[std::min(objects, DatasetDistributions::kMostObjects)]; }
    void add(const Part& more) {
        const auto sum = [](Counts& into, const Counts& from) {
            std::transform(into.begin(), into.end(), from.begin(), into.begin(), std::plus<>());
        };
        sum(sizes, more.sizes);
        sum(places, more.places);
        sum(images, more.images);
    }
};

/// @param filter  null: every object counts
std::optional<Part> counted(const Dataset& dataset, std::span<const std::size_t> images,
                            const ImageFilter* filter, const std::stop_token& stop) {
    Part whole;
    std::mutex mutex;
    const bool complete = parallelChunks(
        images.size(), {.chunk = kChunk}, stop, {}, [&](std::size_t begin, std::size_t end, int) {
            Part part;
            for (std::size_t i = begin; i < end; ++i) {
                const ImageRow image = dataset.images[images[i]];
                std::size_t objects = 0;
                for (const Annotation& object : image.objects) {
                    if (filter == nullptr || isObjectShown(image, object, *filter)) {
                        part.addObject(image, object);
                        ++objects;
                    }
                }
                part.addImage(objects);
            }
            const std::lock_guard lock(mutex);
            whole.add(part);
        });
    return complete ? std::optional(std::move(whole)) : std::nullopt;
}

constexpr int kMostWhole = 8192;  ///< pixels: beyond it lies the last bin alone

int binByLogarithm(double pixels) {
    return std::min(static_cast<int>(std::log2(pixels / PixelBins::kFirst) * PixelBins::kPerOctave),
                    PixelBins::kCount - 1);
}

}  // namespace

int PixelBins::binOf(double pixels) {
    if (!(pixels > kFirst)) {
        return 0;
    }
    // Nearly all sides are whole pixels: millions of logarithms take longer than all the rest.
    static const std::vector<std::uint8_t> of_whole = [] {
        std::vector<std::uint8_t> bins;
        for (int side = 0; side <= kMostWhole; ++side) {
            bins.push_back(static_cast<std::uint8_t>(side <= kFirst ? 0 : binByLogarithm(side)));
        }
        return bins;
    }();
    if (pixels <= kMostWhole) {
        const auto whole = static_cast<std::size_t>(pixels);
        if (static_cast<double>(whole) == pixels) {
            return of_whole[whole];
        }
    }
    return binByLogarithm(pixels);
}

double PixelBins::edge(int bin) {
    return kFirst * std::exp2(bin / kPerOctave);
}

std::optional<DatasetDistributions> distributionsOf(const Dataset& dataset,
                                                    std::span<const std::size_t> split,
                                                    std::span<const std::size_t> filtered,
                                                    const ImageFilter& filter, const std::stop_token& stop) {
    std::optional<Part> all = counted(dataset, split, nullptr, stop);
    std::optional<Part> shown = all ? counted(dataset, filtered, &filter, stop) : std::nullopt;
    if (!shown) {
        return std::nullopt;
    }
    return DatasetDistributions{.sizes = {std::move(shown->sizes), std::move(all->sizes)},
                                .places = {std::move(shown->places), std::move(all->places)},
                                .images = {std::move(shown->images), std::move(all->images)}};
}

}  // namespace priorscope
