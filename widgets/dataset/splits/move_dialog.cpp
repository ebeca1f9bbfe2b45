#include "widgets/dataset/splits/move_dialog.hpp"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/text/time_text.hpp"
#include "core/project/split_moving.hpp"
#include "widgets/components/choice_box.hpp"
#include "widgets/components/controls.hpp"
#include "widgets/components/error_banner.hpp"
#include "widgets/components/flow_layout.hpp"
#include "widgets/components/retire.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/components/table_style.hpp"
#include "widgets/components/text.hpp"
#include "widgets/components/wheel_guard.hpp"
#include "widgets/theme/theme.hpp"

namespace priorscope {
namespace {

constexpr int kWidth = 720;
constexpr int kHeight = 520;

/// Figures of a list: images and then the objects of each class.
std::vector<std::int64_t> figuresOf(const Dataset& dataset, const std::vector<std::size_t>& images) {
    std::vector<std::int64_t> figures(dataset.classes.size() + 1);
    figures[0] = static_cast<std::int64_t>(images.size());
    for (const std::size_t image : images) {
        for (const Annotation& object : dataset.images[image].objects) {
            ++figures[static_cast<std::size_t>(object.label)];
        }
    }
    return figures;
}

QString changeText(std::int64_t before, std::int64_t after) {
    return before == after ? countText(after)
                           : QStringLiteral("%1 → %2").arg(countText(before), countText(after));
}

QTableWidgetItem* readOnlyItem(const QString& text, Qt::Alignment alignment) {
    auto* item = new QTableWidgetItem(text);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    item->setTextAlignment(alignment | Qt::AlignVCenter);
    return item;
}

QString nameText(const std::string& name) {
    return QString::fromStdString(name);
}

}  // namespace

MoveDialog::MoveDialog(std::shared_ptr<const Dataset> dataset, MovedImages images,
                       std::filesystem::path backups, JobList& jobs, QWidget* parent)
    : QDialog(parent),
      m_dataset(std::move(dataset)),
      m_images(std::move(images)),
      m_backups(std::move(backups)),
      m_runner(&jobs) {
    build();
    connect(&m_runner, &JobRunner::failed, this, [this](const JobFailure& failure) {
        m_is_writing = false;
        m_move->setEnabled(false);
        m_banner->showFailure(failure);
    });
    m_runner.start(
        tr("Reading the lists of the splits"),
        [dataset = m_dataset](const std::stop_token& stop, const ProgressFn&) {
            return std::make_shared<const SplitFiles>(readSplitFiles(*dataset, stop));
        },
        [this](std::shared_ptr<const SplitFiles> files) { receive(std::move(files)); });
}

void MoveDialog::build() {
    setWindowTitle(tr("Move to another split"));
    resize(kWidth, kHeight);
    m_banner = new ErrorBanner(this);
    m_preview = new QTableWidget(0, 0, this);
    m_preview->setAccessibleName(tr("The lists before and after"));
    m_preview->setToolTip(
        tr("Images, and objects of each class with difficult ones, before → after. An image that a list has "
           "twice counts twice"));
    setUpTable(*m_preview);
    m_notes = new QLabel(this);
    m_notes->setProperty("role", "second");
    m_notes->setWordWrap(true);
    m_notes->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* box = new QDialogButtonBox(this);
    m_move = box->addButton(tr("&Move"), QDialogButtonBox::AcceptRole);
    m_move->setToolTip(tr("Write the lists; the files as they are go into a backup first (Alt+M)"));
    m_move->setEnabled(false);
    QPushButton* close = box->addButton(tr("&Cancel"), QDialogButtonBox::RejectRole);
    close->setToolTip(tr("Leave everything as it is (Escape)"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Metrics::kMargin, Metrics::kMargin, Metrics::kMargin, Metrics::kMargin);
    column->setSpacing(Metrics::kGap);
    column->addWidget(m_banner);
    column->addWidget(buildChoices());
    column->addWidget(m_preview, 1);
    column->addWidget(m_notes);
    column->addWidget(box);
    connect(m_move, &QPushButton::clicked, this, &MoveDialog::write);
    connect(box, &QDialogButtonBox::rejected, this, &MoveDialog::reject);
}

QWidget* MoveDialog::buildChoices() {
    auto* choices = new QWidget(this);
    auto* column = new QVBoxLayout(choices);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Metrics::kGap);
    const QString current =
        m_images.current ? nameText(m_dataset->images[*m_images.current].id) : tr("No image");
    const auto shown = static_cast<std::int64_t>(m_images.shown.size());
    m_which = new SegmentedControl({tr("This image"), tr("All shown: %1").arg(countText(shown))}, this);
    m_which->setSegmentToolTip(0, current);
    m_which->setSegmentToolTip(1, tr("Every image that passes the filters"));
    m_which->segment(0)->setEnabled(m_images.current.has_value());
    m_which->setCurrent(m_images.prefers_shown || !m_images.current ? 1 : 0);
    m_target = new ChoiceBox(this);
    m_target->setAccessibleName(tr("Split that the images go to"));
    m_target->setToolTip(
        tr("Split that the images go to. Lists that have exactly the images of others follow "
           "these, and are not offered"));
    guardWheel(m_target);
    auto* row = new QHBoxLayout;
    row->addWidget(m_which);
    row->addWidget(new QLabel(tr("go to"), this));
    row->addWidget(m_target);
    row->addStretch(1);
    column->addLayout(row);
    m_source_row = new QWidget(this);
    auto* flow = new FlowLayout(Metrics::kGap, m_source_row);
    flow->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_source_row);
    connect(m_which, &SegmentedControl::changed, this, &MoveDialog::plan);
    connect(m_target, &QComboBox::currentIndexChanged, this, &MoveDialog::chooseTarget);
    return choices;
}

std::vector<std::size_t> MoveDialog::images() const {
    return m_which->current() == 1 ? m_images.shown
           : m_images.current      ? std::vector<std::size_t>{*m_images.current}
                                   : std::vector<std::size_t>{};
}

QString MoveDialog::notes() const {
    return m_notes->text();
}

void MoveDialog::receive(std::shared_ptr<const SplitFiles> files) {
    m_files = std::move(files);
    if (!m_files->obstacle.empty()) {
        m_banner->showError(sentenceText(m_files->obstacle));
        return;
    }
    {
        const QSignalBlocker quiet(m_target);
        for (std::size_t list = 0; list < m_files->lists.size(); ++list) {
            if (m_files->unionOf(list) == nullptr) {
                m_target->addItem(nameText(m_files->lists[list].name));
            }
        }
        m_target->setCurrentIndex(std::max(0, likelyTarget()));
    }
    chooseTarget();
}

/// Images of train most often go to val; those of val, elsewhere.
int MoveDialog::likelyTarget() const {
    std::vector<bool> is_moved(m_dataset->images.size());
    for (const std::size_t image : images()) {
        is_moved[image] = true;
    }
    QStringList names{QStringLiteral("val"), QStringLiteral("test"), QStringLiteral("train")};
    for (int i = 0; i < m_target->count(); ++i) {
        names << m_target->itemText(i);
    }
    int likely = -1;
    auto least = std::numeric_limits<std::ptrdiff_t>::max();
    for (const QString& name : names) {
        const int target = m_target->findText(name, Qt::MatchExactly);
        if (target < 0) {
            continue;
        }
        const std::vector<ListedImage>& entries = m_files->lists[m_files->named(name.toStdString())].entries;
        const auto there = std::count_if(entries.begin(), entries.end(),
                                         [&](const ListedImage& entry) { return is_moved[entry.image]; });
        if (there < least) {
            least = there;
            likely = target;
        }
    }
    return likely;
}

/// Offers the lists that images can leave for this one.
void MoveDialog::chooseTarget() {
    const std::size_t to = m_files->named(m_target->currentText().toStdString());
    const std::vector<std::size_t> left = defaultSources(*m_files, to, m_dataset->images.size());
    for (QWidget* old : m_source_row->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
        retire(old);
    }
    m_sources.clear();
    QLayout* flow = m_source_row->layout();
    auto* label = new QLabel(tr("and leave"), m_source_row);
    flow->addWidget(label);
    for (std::size_t list = 0; list < m_files->lists.size(); ++list) {
        if (list == to || m_files->unionOf(list) != nullptr) {
            continue;
        }
        auto* check = new QCheckBox(nameText(m_files->lists[list].name), m_source_row);
        check->setChecked(std::find(left.begin(), left.end(), list) != left.end());
        check->setToolTip(tr("Whether their lines go from this list"));
        connect(check, &QCheckBox::toggled, this, &MoveDialog::plan);
        flow->addWidget(check);
        label->setFixedHeight(check->sizeHint().height());
        m_sources.push_back(check);
    }
    label->setVisible(!m_sources.empty());
    plan();
}

void MoveDialog::plan() {
    if (!m_files || !m_files->obstacle.empty()) {
        return;
    }
    SplitMoveOptions options{
        .images = images(), .to = m_target->currentText().toStdString(), .from = std::vector<std::string>{}};
    for (const QCheckBox* source : m_sources) {
        if (source->isChecked()) {
            options.from->push_back(source->text().toStdString());
        }
    }
    m_move->setEnabled(false);
    m_runner.start(
        tr("Working out a move between splits"),
        [dataset = m_dataset, files = m_files, options](const std::stop_token&, const ProgressFn&) {
            Planned planned{.move = plannedMove(*dataset, *files, options), .before = {}, .after = {}};
            for (const SplitChange& change : planned.move.changes) {
                planned.before.push_back(figuresOf(*dataset, change.before));
                planned.after.push_back(figuresOf(*dataset, change.after));
            }
            return planned;
        },
        [this](Planned planned) { show(std::move(planned)); });
}

void MoveDialog::show(Planned planned) {
    m_banner->hide();
    m_planned = std::move(planned.move);
    const int lists = static_cast<int>(m_planned.changes.size());
    m_preview->setColumnCount(lists + 1);
    m_preview->setRowCount(lists == 0 ? 0 : static_cast<int>(m_dataset->classes.size()) + 1);
    m_preview->setHorizontalHeaderItem(0, readOnlyItem(QString(), Qt::AlignLeft));
    for (int row = 0; row < m_preview->rowCount(); ++row) {
        const QString name =
            row == 0 ? tr("Images") : nameText(m_dataset->classes[static_cast<std::size_t>(row - 1)]);
        m_preview->setItem(row, 0, readOnlyItem(name, Qt::AlignLeft));
    }
    for (int list = 0; list < lists; ++list) {
        const SplitChange& change = m_planned.changes[static_cast<std::size_t>(list)];
        auto* head = readOnlyItem(nameText(change.name), Qt::AlignRight);
        head->setToolTip(QString::fromStdString(change.file.string()));
        m_preview->setHorizontalHeaderItem(list + 1, head);
        const std::vector<std::int64_t>& before = planned.before[static_cast<std::size_t>(list)];
        const std::vector<std::int64_t>& after = planned.after[static_cast<std::size_t>(list)];
        for (int row = 0; row < m_preview->rowCount(); ++row) {
            const auto figure = static_cast<std::size_t>(row);
            m_preview->setItem(row, list + 1,
                               readOnlyItem(changeText(before[figure], after[figure]), Qt::AlignRight));
        }
    }
    m_preview->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_preview->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    QStringList lines;
    for (const Sentence& note : m_planned.notes) {
        lines << sentenceText(note);
    }
    if (m_planned.changes.empty()) {
        lines.prepend(tr("No list would change."));
    }
    m_notes->setText(lines.join(QLatin1Char('\n')));
    m_move->setEnabled(!m_planned.changes.empty());
}

void MoveDialog::write() {
    m_is_writing = true;
    m_move->setEnabled(false);
    m_runner.start(
        tr("Moving images between splits"),
        [dataset = m_dataset, move = m_planned, backups = m_backups](const std::stop_token&,
                                                                     const ProgressFn&) {
            return writeMove(*dataset, move, backups, utcNow());
        },
        [this](const PatchBackup&) {
            m_is_writing = false;
            Q_EMIT moved(static_cast<int>(m_planned.images), m_target->currentText());
            accept();
        });
}

void MoveDialog::reject() {
    if (!m_is_writing) {  // else it closes in a moment
        QDialog::reject();
    }
}

}  // namespace priorscope
