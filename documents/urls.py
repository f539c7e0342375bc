"""Addresses of this app."""

from django.urls import path

from documents.views import (
    attachments,
    checking,
    drafts,
    outgoing,
    papers,
    postings,
    registers,
    templates,
    wordings,
)

app_name = "documents"
urlpatterns = [
    path("", registers.DocumentList.as_view(), name="list"),
    path("ghi-nhan/", papers.DocumentRecord.as_view(), name="record"),
    path("so/", registers.BookList.as_view(), name="books"),
    path("so/di/", outgoing.OutgoingList.as_view(), name="outgoing"),
    path("so/giu-so/", outgoing.NumberReserve.as_view(), name="reserve"),
    path("so/noi-so/", registers.BookContinue.as_view(), name="book_continue"),
    path("niem-yet/", postings.PostingList.as_view(), name="postings"),
    path("niem-yet/<int:pk>/ghi/", postings.PostingRecord.as_view(), name="posting_record"),
    path("niem-yet/<int:pk>/gan-anh/", postings.PostingPhoto.as_view(), name="posting_photo_attach"),
    path("niem-yet/<int:pk>/go/", postings.PostingTakeDown.as_view(), name="posting_take_down"),
    path("niem-yet/<int:pk>/bo/", postings.PostingRemove.as_view(), name="posting_remove"),
    path("niem-yet/<int:pk>/anh/", postings.posting_photo, name="posting_photo"),
    path("mau/", templates.templates, name="templates"),
    path("mau/ban/<int:pk>/", templates.wording, name="wording"),
    path("mau/ban/<int:pk>/sua/", wordings.WordingEdit.as_view(), name="wording_edit"),
    path("mau/ban/<int:pk>/ap-dung/", wordings.WordingRelease.as_view(), name="wording_release"),
    path("mau/ban/<int:pk>/thoi/", wordings.WordingEnd.as_view(), name="wording_end"),
    path("mau/ban/<int:pk>/bo/", wordings.WordingWithdraw.as_view(), name="wording_withdraw"),
    path("mau/<str:code>/", templates.template, name="template"),
    path("mau/<str:code>/lap/", wordings.WordingStart.as_view(), name="wording_start"),
    path("<int:pk>/", papers.DocumentPage.as_view(), name="detail"),
    path("<int:pk>/sua/", drafts.DocumentEdit.as_view(), name="edit"),
    path("<int:pk>/dien-lai/", drafts.DocumentRefill.as_view(), name="refill"),
    path("<int:pk>/ban-hanh/", drafts.DocumentIssue.as_view(), name="issue"),
    path("<int:pk>/da-ky/", drafts.DraftRecord.as_view(), name="record_draft"),
    path("<int:pk>/bo/", drafts.DocumentDiscard.as_view(), name="discard"),
    path("<int:pk>/tep/<str:face>/", papers.document_file, name="file"),
    path("<int:pk>/lap-ban/", papers.document_render, name="render"),
    path("<int:pk>/ban-thao/<str:face>/", papers.document_draft, name="draft"),
    path("<int:pk>/ban-quet/", papers.DocumentScan.as_view(), name="scan"),
    path("<int:pk>/noi-niem-yet/", postings.PostingAdd.as_view(), name="posting_add"),
    path("<int:pk>/bo-so/", outgoing.NumberGiveUp.as_view(), name="give_up"),
    path("<int:pk>/chuyen-giao/", outgoing.DeliveryRecord.as_view(), name="deliver"),
    path("<int:pk>/thay-the/", papers.DocumentReplace.as_view(), name="replace"),
    path("<int:pk>/thu-hoi/", papers.DocumentRecall.as_view(), name="recall"),
    path(
        "dinh-kem/<str:kind>/<int:record>/them/", attachments.AttachmentAdd.as_view(), name="attachment_add"
    ),
    path("dinh-kem/<int:pk>/", attachments.attachment_file, name="attachment_file"),
    path("dinh-kem/<int:pk>/go/", attachments.AttachmentRemove.as_view(), name="attachment_remove"),
    path("dinh-kem/<int:pk>/khoi-phuc/", attachments.AttachmentRestore.as_view(), name="attachment_restore"),
    path("kiem-tra/<str:code>/", checking.check, name="check"),
]
