#include "widgets/dataset/image_sorter.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "core/dataset/image_order.hpp"
#include "core/priors/coverage/image_coverage.hpp"
#include "widgets/session/run_document.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {
namespace {

/// Ordered within a frame.
constexpr std::size_t kAtOnce = 20000;
constexpr std::array kOrders{
    ImageOrder::listed,          ImageOrder::name,
    ImageOrder::most_objects,    ImageOrder::fewest_objects,
    ImageOrder::smallest_object, ImageOrder::largest_object,
    ImageOrder::smallest_image,  ImageOrder::largest_image,
};
constexpr int kByCoverage = static_cast<int>(kOrders.size());  ///< comes after those
constexpr int kByErrors = kByCoverage + 1;

using Images = std::vector<std::size_t>;

}  // namespace

ImageSorter::ImageSorter(Workbench& workbench, const RunDocument& draft, JobList& jobs, QObject* parent)
    : QObject(parent), m_workbench(workbench), m_draft(draft), m_runner(&jobs) {
    connect(&workbench, &Workbench::imagesChanged, this, &ImageSorter::sort);
    connect(&workbench, &Workbench::errorsChanged, this, [this] {
        if (m_order == kByErrors) {
            sort();
        }
    });
    connect(&draft, &RunDocument::detectorChanged, this, [this] {
        if (m_order == kByCoverage) {
            sort();
        }
    });
}

QStringList ImageSorter::orders() {
    return {tr("as listed"),       tr("file name"),      tr("most objects"),   tr("fewest objects"),
            tr("smallest object"), tr("largest object"), tr("smallest image"), tr("largest image"),
            tr("worst covered"),   tr("most errors")};
}

QString ImageSorter::explanation(int order) {
    const QStringList texts{
        tr("In the order of the split's list"),
        tr("By the name of the file"),
        tr("Images with most shown objects first"),
        tr("Images with fewest shown objects first"),
        tr("The image with the smallest shown object first, by its area in pixels"),
        tr("The image with the largest shown object first, by its area in pixels"),
        tr("The smallest image first, by its area in pixels"),
        tr("The largest image first, by its area in pixels"),
        tr("First the image with the shown object that the priors of the run planned in Train cover worst: "
           "by "
           "its best IoU"),
        tr("Images with most false positives and missed objects first, at the thresholds in Detect; a split "
           "has to be evaluated there"),
    };
    return texts.value(order);
}

void ImageSorter::setOrder(int order) {
    if (order != m_order) {
        m_order = order;
        sort();
        Q_EMIT orderChanged(order);
    }
}

void ImageSorter::sort() {
    m_runner.cancel();
    const std::shared_ptr<const Dataset> dataset = m_workbench.dataset();
    if (!dataset) {
        return;
    }
    if (m_order == kByCoverage) {
        sortByCoverage();
        return;
    }
    if (m_order == kByErrors) {
        std::vector<double> fewest = m_workbench.errors();
        fewest.resize(dataset->images.size(), std::numeric_limits<double>::quiet_NaN());
        std::transform(fewest.begin(), fewest.end(), fewest.begin(), std::negate<>());
        m_workbench.setBrowsed(orderedBy(m_workbench.images(), fewest));
        return;
    }
    const ImageOrder order = kOrders[static_cast<std::size_t>(m_order)];
    if (m_workbench.images().size() <= kAtOnce || order == ImageOrder::listed) {
        m_workbench.setBrowsed(orderedImages(*dataset, m_workbench.images(), m_workbench.filter(), order));
        return;
    }
    m_runner.start(
        tr("Ordering the images"),
        [dataset, order, images = m_workbench.images(), filter = m_workbench.filter()](const std::stop_token&,
                                                                                       const ProgressFn&) {
            return orderedImages(*dataset, images, filter, order);
        },
        [this](const Images& images) { m_workbench.setBrowsed(images); });
}

void ImageSorter::sortByCoverage() {
    const std::optional<PriorConfig>& priors = m_draft.priors();
    if (!priors || !priors->validate().empty()) {
        m_workbench.setBrowsed(m_workbench.images());
        return;
    }
    m_runner.start(
        tr("Ordering the images by their best priors"),
        [dataset = m_workbench.dataset(), selection = m_workbench.selection(), filter = m_workbench.filter(),
         config = *priors, resize = m_draft.spec().preprocessing.resize](
            const std::stop_token& stop, const ProgressFn& progress) -> std::optional<Images> {
            const auto least = leastBestIou(*dataset, selection, filter, config, resize, stop, progress);
            return least ? std::optional(orderedBy(selection.images(), *least)) : std::nullopt;
        },
        [this](const Images& images) { m_workbench.setBrowsed(images); });
}

}  // namespace priorscope
